import type {HttpAnswer} from './http.ts'

/** Waiting that GitHub asks for: all requests of a run wait together, and no longer in all than allowed. */
export interface Patience {
  /** Wait while a pause lasts. */
  pass: () => Promise<void>
  /** Begin a pause; false when it would be too long. */
  pause: (milliseconds: number) => boolean
}

export interface Clock {
  sleep: (milliseconds: number) => Promise<void>
  /** Milliseconds since 1970. */
  now: () => number
}

export function createPatience(maxWait: number, {sleep, now}: Clock): Patience {
  let until = 0
  let spent = 0
  return {
    pass: async () => {
      for (let left = until - now(); left > 0; left = until - now()) await sleep(left)
    },
    pause: (milliseconds) => {
      const from = Math.max(until, now())
      const more = Math.max(0, now() + milliseconds - from)
      if (spent + more > maxWait) return false
      spent += more
      until = from + more
      return true
    }
  }
}

/** Whether an answer says “not now”; a 403 may as well say “never”. */
export function isRateLimit({status, headers, bytes}: HttpAnswer): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  const isSpent = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'
  return isSpent || /secondary rate limit|abuse detection/iu.test(bytes.toString('latin1', 0, 2000))
}

/** How long to wait before asking again, in milliseconds; GitHub wants a minute where it says nothing. */
export function waitFor({headers}: HttpAnswer, now: number): number {
  const after = Number(headers['retry-after'] ?? Number.NaN)
  if (after >= 0) return Math.max(1, after) * 1000
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0) return Math.max(0, reset - now) + 1000
  return 60_000
}
