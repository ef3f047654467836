import type {Io} from './io.ts'

/** Says on stderr what takes so long. */
export interface Progress {
  say: (what: string) => void
  count: (what: string, done: number, all: number) => void
  /** Take the line away; nothing is shown afterwards. */
  end: () => void
}

/** What is over sooner needs no words. */
const patience = 1000

/** One line that rewrites itself, on a terminal only. */
export function makeProgress({stderr}: Pick<Io, 'stderr'>, after = patience): Progress {
  if (!stderr.isTTY) return {say: () => {}, count: () => {}, end: () => {}}
  const started = performance.now()
  let line = ''
  let shown = ''
  const show = () => {
    if (line === shown || performance.now() - started < after) return
    stderr.write(`\r\u001b[2K${line}`)
    shown = line
  }
  const timer = setInterval(show, 200)
  timer.unref()
  return {
    say: (what) => {
      line = `${what} …`
      show()
    },
    count: (what, done, all) => {
      line = `${done} of ${all} ${what}`
      if (done % 100 === 0) show()
    },
    end: () => {
      clearInterval(timer)
      if (shown !== '') stderr.write('\r\u001b[2K')
      shown = ''
    }
  }
}
