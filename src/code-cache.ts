import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import type * as Vm from 'node:vm'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Keep the compiled form of this program, so that the next start need not compile it again. Where that cannot be kept,
 * for want of a folder of our own, the program starts as slowly as ever. Node 22 and newer could do so themselves, but
 * what they keep saves half of what this does.
 *
 * @param root folder of the chunks; nothing else is touched.
 * @returns what keeps it as it is by then. What has run often is compiled otherwise, and would make later starts slower:
 *   a long run has to call it before it goes on. A short one need not, because it is kept at the end.
 */
export function keepCompiled(root: string, env: Environment): () => void {
  const folder = env['NODE_DISABLE_COMPILE_CACHE'] || env['NODE_V8_COVERAGE'] ? null : makeFolder(env)
  return folder === null ? () => {} : hookLoader(root, folder)
}

/** A folder that belongs to the user alone: what lies in it is run. */
function makeFolder(env: Environment): string | null {
  try {
    const home = env['HOME'] || env['USERPROFILE']
    const caches = env['XDG_CACHE_HOME'] || (home && join(home, '.cache'))
    if (!caches) return null
    const folder = join(caches, 'handoff-lint', `${process.version}-${process.arch}`)
    if (!statSync(folder, {throwIfNoEntry: false})) {
      // Where every start is the first, as in most CI, keeping it is only work.
      if (env['CI']) return null
      mkdirSync(folder, {recursive: true, mode: 0o700})
    }
    const {uid, mode} = statSync(folder)
    const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
    return isOurs ? folder : null
  } catch {
    return null
  }
}

/** Compile our chunks with the code that V8 made of them before. Their names have a hash of what is in them. */
function hookLoader(root: string, folder: string): () => void {
  // Not loaded to answer what needs no chunk.
  const {Script} = require('node:vm') as typeof Vm
  const {cache, extensions} = require
  const usual = extensions['.js']
  const loaded: Loaded[] = []
  const refused: Loaded[] = []
  let isMore = false
  let kept = 0

  const load = (target: NodeJS.Module, filename: string) => {
    const path = join(folder, `${basename(filename)}.bin`)
    const cachedData = readIfThere(path)
    const script = new Script(readWrapped(filename), {filename, ...(cachedData ? {cachedData} : {})})
    if (script.cachedDataRejected) {
      // V8 has other flags now than when that was made. So it is made before those who set them take them back.
      if (refused.length === 0) process.prependListener('exit', () => writeAll(refused))
      refused.push({script, path})
    } else loaded.push({script, path})
    isMore ||= !cachedData
    const run = script.runInThisContext() as (...args: unknown[]) => void
    // Chunks lie side by side; Node looks at every folder above to find that out.
    const requireFrom = (id: string) => (id.startsWith('./') ? beside(target, join(root, id)) : target.require(id))
    run.call(target.exports, target.exports, requireFrom, target, filename, root)
  }
  const beside = (parent: NodeJS.Module, filename: string): unknown => {
    const known = cache[filename]
    if (known) return known.exports
    const target = new (parent.constructor as new (id: string, parent: NodeJS.Module) => NodeJS.Module)(
      filename,
      parent
    )
    target.filename = filename
    target.paths = parent.paths
    cache[filename] = target
    load(target, filename)
    target.loaded = true
    return target.exports
  }
  extensions['.js'] = (target, filename) =>
    dirname(filename) === root ? load(target, filename) : usual?.(target, filename)
  // Late, because then V8 has compiled what is really called. A run that needs a chunk which none before it has needed
  // calls more of the others, too: what is kept of them grows.
  const keep = () => {
    if (!isMore) return
    writeAll(loaded.slice(kept))
    isMore = false
    kept = loaded.length
  }
  process.on('exit', () => {
    keep()
    if (kept > 0 || refused.length > 0) removeOld(root, folder)
  })
  return keep
}

const head = '(function (exports, require, module, __filename, __dirname) {'
const tail = '\n})'

/** A chunk as the body of a function, put together as bytes: V8 would copy a text that is made of several. */
function readWrapped(filename: string): string {
  const file = openSync(filename, 'r')
  try {
    const {size} = fstatSync(file)
    const bytes = Buffer.allocUnsafeSlow(head.length + size + tail.length)
    const end = head.length + readSync(file, bytes, bytes.write(head), size, 0)
    // The build writes nothing but ASCII.
    return bytes.toString('latin1', 0, end + bytes.write(tail, end))
  } finally {
    closeSync(file)
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

interface Loaded {
  script: Vm.Script
  /** Where its compiled form is kept. */
  path: string
}

function writeAll(scripts: readonly Loaded[]): void {
  for (const {script, path} of scripts) write(path, script.createCachedData())
}

function write(path: string, data: Buffer): void {
  try {
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, data, {mode: 0o600})
    renameSync(draft, path)
  } catch {
    // The next start compiles again.
  }
}

/** Milliseconds after which a chunk of another build is no longer expected to run. */
const lifetime = 30 * 24 * 3600 * 1000

/** So many are looked at; the next build goes on. */
const mostLooked = 500

/** Remove what was kept of other builds, and for other versions of Node, long ago. */
function removeOld(root: string, folder: string): void {
  try {
    const own = new Set(readdirSync(root).map((name) => `${name}.bin`))
    const others = readdirSync(folder).filter((name) => !own.has(name))
    for (const path of others.slice(0, mostLooked).map((name) => join(folder, name))) {
      const stats = lstatSync(path)
      if (!stats.isDirectory() && isOld(stats)) unlinkSync(path)
    }
    for (const path of readdirSync(dirname(folder)).map((name) => join(dirname(folder), name))) {
      const stats = lstatSync(path)
      // It changes with each build that its version runs.
      if (path !== folder && stats.isDirectory() && isOld(stats)) rmSync(path, {recursive: true})
    }
  } catch {
    // Somebody else removes them, too.
  }
}

const isOld = ({mtimeMs}: Stats): boolean => Date.now() - mtimeMs > lifetime
