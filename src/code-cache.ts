import {mkdirSync, readFileSync, renameSync, statSync, writeFileSync} from 'node:fs'
import {Module} from 'node:module'
import {basename, dirname, join} from 'node:path'
import {Script} from 'node:vm'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Let Node keep the compiled form of this program, so that the next start need not compile it again. Where that cannot
 * be kept, for want of a folder of our own, the program starts as slowly as ever.
 *
 * @param root folder of the built program; nothing else is touched.
 */
export function keepCompiled(root: string, env: Environment): void {
  if (env['NODE_DISABLE_COMPILE_CACHE'] || env['NODE_V8_COVERAGE']) return
  const folder = makeFolder(env)
  if (folder === null) return
  // Since Node 22 it does so itself.
  const {enableCompileCache} = Module as {enableCompileCache?: (folder: string) => unknown}
  if (enableCompileCache) enableCompileCache(folder)
  else hookLoader(root, folder)
}

/** A folder that belongs to the user alone: what lies in it is run. */
function makeFolder(env: Environment): string | null {
  try {
    const home = env['HOME'] || env['USERPROFILE']
    const caches = env['XDG_CACHE_HOME'] || (home && join(home, '.cache'))
    if (!caches) return null
    const folder = join(caches, 'handoff-lint', `${process.version}-${process.arch}`)
    // Where every start is the first, as in most CI, keeping it is only work.
    if (env['CI'] && !statSync(folder, {throwIfNoEntry: false})) return null
    mkdirSync(folder, {recursive: true, mode: 0o700})
    const {uid, mode} = statSync(folder)
    const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
    return isOurs ? folder : null
  } catch {
    return null
  }
}

type Loader = (module: NodeJS.Module, filename: string) => void

/** Node 20: compile our chunks with the code that V8 made of them before. Their names have a hash of what is in them. */
function hookLoader(root: string, folder: string): void {
  const extensions = (Module as unknown as {_extensions: Record<'.js', Loader>})._extensions
  const usual = extensions['.js']
  const fresh: {script: Script; path: string}[] = []
  extensions['.js'] = (target, filename) => {
    if (dirname(filename) !== root) return usual(target, filename)
    const path = join(folder, `${basename(filename)}.bin`)
    const cachedData = readIfThere(path)
    // The build writes nothing but ASCII.
    const script = new Script(Module.wrap(readFileSync(filename, 'latin1')), {
      filename,
      ...(cachedData ? {cachedData} : {})
    })
    if (!cachedData || script.cachedDataRejected) fresh.push({script, path})
    const run = script.runInThisContext() as (...args: unknown[]) => void
    run.call(target.exports, target.exports, target.require.bind(target), target, filename, root)
  }
  // At the end, because by then V8 has compiled what is really called.
  process.on('exit', () => {
    for (const {script, path} of fresh) write(path, script.createCachedData())
  })
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
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
