import {createHash} from 'node:crypto'
import {chmodSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {defineConfig} from 'rolldown'
import {answersPlugin} from './scripts/answers-plugin.ts'
import {exportsPlugin} from './scripts/exports-plugin.ts'
import {lazyPlugin} from './scripts/lazy-plugin.ts'
import {lexiconPlugin} from './scripts/lexicon-plugin.ts'
import {licensesPlugin} from './scripts/licenses-plugin.ts'
import {profilePlugin} from './scripts/profile-plugin.ts'
import {regexpPlugin} from './scripts/regexp-plugin.ts'

const names = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending) && name !== 'index.ts')
    .map((name) => name.slice(0, -ending.length))
const rules = names('rules', '.ts')
const profiles = names('src/profiles', '.md')

/** `handoff-lint/preset/<profile>` has no source file of its own: it is one line for each template. */
const presetEntries = {
  name: 'handoff-preset',
  resolveId: (id: string) => (id.startsWith('preset:') ? id : null),
  load: (id: string) =>
    id.startsWith('preset:')
      ? `import {presetOf} from ${JSON.stringify(`${import.meta.dirname}/src/preset.ts`)}
import profile from ${JSON.stringify(`${import.meta.dirname}/src/profiles/${id.slice('preset:'.length)}.md`)}
export default presetOf(profile)`
      : null
}

/** npm makes a command executable when it installs one, but not when the checkout it links to is built anew. */
const executable = {
  name: 'handoff-executable',
  writeBundle: ({dir}: {dir?: string}) => chmodSync(`${dir}/cli.js`, 0o755)
}

/** The package is ESM; its `.js` files in `dist` are not, and its types are again. */
const packageTypes = {
  name: 'handoff-package-types',
  generateBundle(this: {emitFile: (file: {type: 'asset'; fileName: string; source: string}) => unknown}) {
    this.emitFile({type: 'asset', fileName: 'package.json', source: '{"type": "commonjs"}\n'})
    this.emitFile({type: 'asset', fileName: 'types/package.json', source: '{"type": "module"}\n'})
  }
}

/** Nothing of the native parser, nor of what runs git to write, belongs into the Action. */
const withoutNative = {
  name: 'handoff-without-native',
  resolveId: (id: string) => (id === 'satteri' || id === 'simple-git' ? `absent:${id}` : null),
  load: (id: string) => (id.startsWith('absent:') ? `throw new Error('not part of the Action')` : null)
}

/** The command line parser can start programs that are commands; ours are not, and what starts programs loads slowly. */
const noPrograms = {
  name: 'handoff-no-programs',
  resolveId: (id: string, importer?: string) =>
    id === 'node:child_process' && importer?.includes('/commander/') ? 'no-programs' : null,
  load: (id: string) => (id === 'no-programs' ? 'module.exports = {}' : null)
}

/** A hash of all that the program is made of: what it found once holds until that changes. */
function hashProgram(): string {
  const hash = createHash('sha1')
  for (const folder of ['src', 'rules']) {
    for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort()) {
      const path = join(import.meta.dirname, folder, name)
      if (statSync(path).isFile()) hash.update(`${name}\n`).update(readFileSync(path))
    }
  }
  return hash.update(readFileSync(join(import.meta.dirname, 'package-lock.json'))).digest('hex')
}

const define = {PROGRAM_HASH: JSON.stringify(hashProgram())}

const shared = {
  platform: 'node' as const,
  // A native package: it cannot be bundled, and the tool does without it where it is missing.
  external: ['satteri'],
  plugins: [profilePlugin(), lexiconPlugin(), presetEntries, licensesPlugin()],
  checks: {pluginTimings: false}
}

/** These of our modules. */
const own = (...names: string[]) =>
  new RegExp(`[\\\\/]src[\\\\/](?:${names.join('|').replaceAll('/', '[\\\\/]')})\\.ts$`, 'u')

/** What every run loads; a hook with nothing to judge needs no more, and one with something starts git. */
const isForAll = (id: string): boolean =>
  id.startsWith('lazy-builtin:') ||
  own(
    'commands/(?:attempt|failure|hook-stdin|io|package-root|pre-push|pre-push-repository|pre-push-tags)',
    'config/(?:names|no-setting)',
    'core/ref-update',
    'errors',
    'git/(?:base|cat-file|root|start-git|tree)',
    'hook',
    'reporters/names'
  ).test(id)

// The library is ESM. The command is CommonJS, which Node starts faster, in chunks that load when they are needed.
export default defineConfig([
  {
    ...shared,
    transform: {define},
    input: {
      index: 'src/index.ts',
      preset: 'src/preset.ts',
      ...Object.fromEntries(rules.map((name) => [`rules/${name}`, `rules/${name}.ts`])),
      ...Object.fromEntries(profiles.map((name) => [`preset/${name}`, `preset:${name}`]))
    },
    output: {
      dir: 'dist',
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: 'chunks/[name]-[hash].mjs',
      cleanDir: true
    }
  },
  {
    ...shared,
    plugins: [
      ...shared.plugins,
      lazyPlugin(),
      regexpPlugin(),
      exportsPlugin(),
      answersPlugin(),
      noPrograms,
      packageTypes,
      executable
    ],
    input: {cli: 'src/bin.ts', thread: 'src/thread.ts'},
    transform: {define},
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: ({name}) => (name === 'cli' || name === 'thread' ? '[name].js' : 'chunks/[name]-[hash].js'),
      chunkFileNames: 'chunks/[name]-[hash].js',
      minify: true,
      charset: 'ascii',
      // However many modules there are: the command line, what finds and reports, and what judges are one chunk each.
      codeSplitting: {
        groups: [
          {name: 'start', test: isForAll, priority: 5},
          // What finds the configuration, and what a push asks git.
          {name: 'plan', test: own('check-push', 'check-settings', 'commands/environment', 'config/load'), priority: 4},
          // What decides which paths are handoffs and finds them, what is known of them, and what is said.
          {
            name: 'paths',
            test: own(
              'check-(?:files|known|light-plan|push-files|push-known|run)',
              'commands/(?:lint|output)',
              'paths',
              'read-file',
              'reporters/index'
            ),
            priority: 3
          },
          {name: 'yaml', test: /[\\/]node_modules[\\/]yaml[\\/]/u, priority: 3},
          {name: 'profiles', test: /[\\/]src[\\/]profiles[\\/](?:index\.ts|[\w-]+\.md)$/u, priority: 3},
          {name: 'freshness', test: own('check-push-verdicts'), priority: 2},
          {name: 'cli', test: own('cli'), priority: 1},
          {name: 'judge', test: own('check-judge', 'check-plan-files', 'config/plan', 'parse/choose')}
        ]
      },
      banner: ({fileName}) => (fileName === 'cli.js' ? '#!/usr/bin/env node' : '')
    }
  },
  // The Action is one file, which is committed: GitHub runs it out of the repository, with nothing installed.
  {
    ...shared,
    plugins: [...shared.plugins, withoutNative],
    external: [],
    input: {action: 'src/action-bin.ts'},
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].js',
      codeSplitting: false,
      minify: true
    }
  }
])
