import {isOid} from '../core/ref-update.ts'
import {GitError} from '../errors.ts'
import type {CatFile, GitObject} from './port.ts'
import {type GitPlace, gitError, startError, startGit} from './start-git.ts'

export type {CatFile, GitObject} from './port.ts'

interface Waiting {
  resolve: (object: GitObject | null) => void
  reject: (error: Error) => void
}

const commands = ['cat-file', '--batch']

/** Open the objects of a repository; git is started by the first read. */
export function openCatFile(place: GitPlace, {maxBytes = 16 * 2 ** 20}: {maxBytes?: number} = {}): CatFile {
  const waiting: Waiting[] = []
  let started: ReturnType<typeof start> | undefined

  function start() {
    // Objects that a partial clone lacks may be fetched: they are only asked for when they are needed.
    const git = startGit(place, commands, {lazyFetch: true})
    const said: Buffer[] = []
    const fail = (error: Error) => {
      for (const {reject} of waiting.splice(0)) reject(error)
    }
    const take = createReader(maxBytes, (object) => waiting.shift()?.resolve(object))
    git.stdout.on('data', (chunk: Buffer) => {
      try {
        take(chunk)
      } catch (error) {
        fail(error as Error)
        git.kill()
      }
    })
    git.stderr.on('data', (chunk: Buffer) => said.push(chunk))
    git.stdin.on('error', () => {})
    const ended = new Promise<void>((resolve) => {
      git.on('error', (cause) => {
        fail(startError(cause))
        resolve()
      })
      git.on('close', () => {
        started = undefined
        fail(gitError(commands, Buffer.concat(said).toString()))
        resolve()
      })
    })
    let unsent = ''
    const takeUnsent = () => {
      const text = unsent
      unsent = ''
      return text
    }
    // What is asked in one go is sent in one go.
    const ask = (revision: string) => {
      if (unsent === '') queueMicrotask(() => unsent !== '' && git.stdin.write(takeUnsent()))
      unsent += `${revision}\n`
    }
    const end = () => {
      git.stdin.end(takeUnsent())
      return ended
    }
    return {ask, end}
  }

  return {
    read: (revision) =>
      new Promise((resolve, reject) => {
        if (revision === '' || /[\n\r\0]/u.test(revision)) {
          // Nothing in git has such a name that could be asked for.
          resolve(null)
          return
        }
        started ??= start()
        waiting.push({resolve, reject})
        started.ask(revision)
      }),
    close: async () => {
      await started?.end()
    }
  }
}

/** Bytes of objects that are kept. */
const mostKept = 4 * 2 ** 20

/** Ask for nothing twice, as long as what was answered is not too much to keep. */
export function remembering({read, close}: CatFile): CatFile {
  const known = new Map<string, Promise<GitObject | null>>()
  let kept = 0
  return {
    read: (revision) => {
      const before = known.get(revision)
      if (before) return before
      const asked = read(revision).then((object) => {
        kept += object?.bytes?.length ?? 0
        if (kept > mostKept) {
          known.clear()
          kept = 0
        }
        return object
      })
      known.set(revision, asked)
      return asked
    },
    close
  }
}

/** Cut the answers of `cat-file --batch` out of the chunks that they come in. */
function createReader(maxBytes: number, emit: (object: GitObject | null) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let object: GitObject | null = null
  let parts: Buffer[] = []
  let missing = 0

  const readHeader = (): boolean => {
    const end = rest.indexOf(10)
    if (end === -1) return false
    object = parseHeader(rest.toString('utf8', 0, end))
    rest = rest.subarray(end + 1)
    // The content ends with a line break of its own.
    if (object) missing = object.size + 1
    else emit(null)
    return true
  }
  const readContent = (current: GitObject): boolean => {
    const part = rest.subarray(0, missing)
    rest = rest.subarray(part.length)
    missing -= part.length
    if (current.size <= maxBytes) parts.push(part)
    if (missing > 0) return false
    if (current.size <= maxBytes) current.bytes = Buffer.concat(parts).subarray(0, current.size)
    parts = []
    object = null
    emit(current)
    return true
  }
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length > 0 && (object ? readContent(object) : readHeader()));
  }
}

/** `<oid> <type> <size>`, or null for `<what was asked> missing` and its kin. */
function parseHeader(line: string): GitObject | null {
  const [oid = '', type, size, more] = line.split(' ')
  if (isOid(oid) && isType(type) && size !== undefined && /^\d+$/u.test(size) && more === undefined) {
    return {oid, type, size: Number(size), bytes: null}
  }
  if (/ (?:missing|ambiguous|submodule|excluded)$/u.test(line)) return null
  throw new GitError(`git cat-file gave an answer that cannot be read: ${line.slice(0, 80)}`)
}

const isType = (type: string | undefined): type is GitObject['type'] =>
  type === 'blob' || type === 'tree' || type === 'commit' || type === 'tag'
