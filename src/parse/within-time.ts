import {Script} from 'node:vm'

const key = Symbol.for('handoff-lint: what is being timed')

let call: Script | undefined

/**
 * Do some work, but not longer than some milliseconds: what a parser makes of a hostile text can take hours, and nothing
 * else on this thread could end it.
 *
 * @returns what came of it, or null when it took too long.
 */
export function withinTime<Value>(limit: number, work: () => Value): {value: Value} | null {
  const shared = globalThis as {[key]?: (() => void) | undefined}
  let done: {value: Value} | null = null
  shared[key] = () => {
    done = {value: work()}
  }
  try {
    call ??= new Script(`globalThis[Symbol.for(${JSON.stringify(key.description)})]()`)
    call.runInThisContext({timeout: Math.max(1, Math.ceil(limit))})
    return done
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null
    throw error
  } finally {
    shared[key] = undefined
  }
}
