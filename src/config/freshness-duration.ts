const units = {s: 1, m: 60, h: 3600, d: 86_400, w: 604_800} as const

/** A whole number and its unit: `30m`, `2h`, `24h`, `7d`. */
export const durationPattern = /^(\d{1,6})([smhdw])$/u

/** The seconds of a duration that `durationPattern` accepts. */
export function secondsOf(duration: string): number {
  const [, amount, unit] = durationPattern.exec(duration) ?? []
  if (amount === undefined || unit === undefined) throw new TypeError(`not a duration: ${duration}`)
  return Number(amount) * units[unit as keyof typeof units]
}

/** A length of time for people, in at most two units: `45 min`, `2 h 10 min`, `3 d`. */
export function formatSeconds(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return 'under a minute'
  if (minutes < 60) return `${minutes} min`
  if (minutes < 48 * 60) return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

const join = (large: number, unit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`
