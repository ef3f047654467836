import {readdirSync, readFileSync} from 'node:fs'
import {posix} from 'node:path'
import {describe, expect, it} from 'vitest'

const root = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const sourcesIn = (folder: string) =>
  readdirSync(new URL(folder, root), {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
const files = [...sourcesIn('src'), ...sourcesIn('rules')].sort()

/** A part may import what stands in a row above its own, and its own files; parts of one row know nothing of each other. */
const rows: Readonly<Record<string, readonly string[]>>[] = [
  {
    base: [
      'decode',
      'errors',
      'glob',
      'rule-ids',
      'rule-meta',
      'stats',
      'suggest',
      'terminal',
      'walk',
      'write-file'
    ].map((name) => `src/${name}.ts`)
  },
  {parse: ['src/parse.ts', 'src/parse/', 'src/syntax.ts']},
  {handoff: ['src/handoff/']},
  {rule: ['src/rule.ts']},
  {rules: ['rules/']},
  {profiles: ['src/profiles/']},
  {config: ['src/config/']},
  {core: ['src/core/', 'src/fixable.ts'], preset: ['src/preset.ts']},
  {git: ['src/git/'], reporters: ['src/reporters/']},
  {
    files: ['src/find-files.ts', 'src/read-file.ts', 'src/fix.ts', 'src/verdicts.ts', 'src/verdict-store.ts'],
    github: ['src/github/']
  },
  {check: ['src/check']},
  {init: ['src/init/']},
  {doctor: ['src/doctor/']},
  {commands: ['src/commands/'], library: ['src/index.ts']},
  {action: ['src/action'], cli: ['src/cli.ts', 'src/hook.ts', 'src/paths.ts', 'src/status.ts']},
  {bin: ['src/bin.ts', 'src/answers.ts', 'src/code-cache.ts', 'src/std-output.ts', 'src/thread.ts', 'src/words.ts']}
]

interface Part {
  name: string
  row: number
}

function partOf(file: string): Part | null {
  for (const [row, parts] of rows.entries()) {
    for (const [name, paths] of Object.entries(parts)) {
      if (paths.some((path) => (path.endsWith('.ts') ? file === path : file.startsWith(path)))) return {name, row}
    }
  }
  return null
}

/** What a file imports, of values and types alike unless told: own files by their path, packages by their name. */
function importsOf(file: string, valuesOnly = false): string[] {
  const text = valuesOnly ? read(file).replace(/^(?:import|export) type [^']*'[^']*'$/gmu, '') : read(file)
  const found = [
    ...text.matchAll(/^(?:import|export)\b[^'"\n]*?(?:\n[^'"]*?)?from '([^']+)'/gmu),
    ...text.matchAll(/\bimport\('([^']+)'\)/gu),
    ...text.matchAll(/^import '([^']+)'/gmu)
  ]
  return found.map(([, name = '']) => (name.startsWith('.') ? posix.join(posix.dirname(file), name) : name))
}

const graph = new Map(files.map((file) => [file, importsOf(file)]))
const importersOf = (name: string) =>
  files.filter((file) => graph.get(file)?.some((one) => one === name || one.startsWith(`${name}/`)))

describe('the parts of the program', () => {
  it('are all known', () => {
    expect(files.filter((file) => !partOf(file))).toEqual([])
  })

  it('sees the imports that there are', () => {
    expect(graph.get('src/rule.ts')).toEqual(expect.arrayContaining(['unified-lint-rule', 'src/handoff/read.ts']))
    expect(graph.get('src/bin.ts')).toEqual(expect.arrayContaining(['src/cli.ts']))
    expect([...graph.values()].flat().filter((name) => name.endsWith('.ts')).length).toBeGreaterThan(files.length)
  })

  it('import only what stands before them', () => {
    const wrong = files.flatMap((file) => {
      const own = partOf(file)
      return (graph.get(file) ?? []).flatMap((name) => {
        const other = partOf(name)
        const isFine = !own || !other || own.name === other.name || other.row < own.row
        return isFine ? [] : [`${file} → ${name}`]
      })
    })
    expect(wrong).toEqual([])
  })

  it('import files that are there', () => {
    const own = [...graph].flatMap(([file, names]) =>
      names.filter((name) => /^(?:src|rules)\//u.test(name)).map((name) => [file, name])
    )
    expect(own.filter(([, name = '']) => name.endsWith('.ts') && !files.includes(name))).toEqual([])
    expect(own.filter(([, name = '']) => !/\.(?:ts|md)$/u.test(name))).toEqual([])
  })

  it('go in no circle, types aside, which are gone when it runs', () => {
    const state = new Map<string, 'open' | 'done'>()
    const circles: string[] = []
    const visit = (file: string, path: string[]) => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') return void circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      state.set(file, 'open')
      for (const name of importsOf(file, true)) if (graph.has(name)) visit(name, [...path, file])
      state.set(file, 'done')
    }
    for (const file of files) visit(file, [])
    expect(circles).toEqual([])
  })
})

describe('the pure parts', () => {
  const pure = files.filter(
    (file) =>
      /^(?:rules|src\/(?:handoff|profiles|core|reporters))\//u.test(file) ||
      [
        'src/parse.ts',
        'src/syntax.ts',
        'src/rule.ts',
        'src/preset.ts',
        'src/fixable.ts',
        'src/config/resolve.ts'
      ].includes(file)
  )
  const judged = pure.filter((file) => file !== 'src/profiles/load.ts')

  it('are there', () => {
    expect(judged.length).toBeGreaterThan(50)
  })

  it.each([
    ['Node', /(?:from|import\() ?'node:|\brequire\(/u],
    ['the process', /\bprocess\b\s*[.[]/u],
    ['the console', /\bconsole\s*[.[]/u],
    ['the clock', /\bDate\.now\b|\bnew Date\(\)|(?<!new )\bDate\(\)|\bperformance\./u],
    ['chance', /\bMath\.random\b|\bcrypto\./u],
    ['timers', /\bset(?:Timeout|Interval|Immediate)\(/u]
  ])('know nothing of %s', (_, pattern) => {
    expect(judged.filter((file) => pattern.test(withoutComments(read(file))))).toEqual([])
  })

  it('reach nothing impure', () => {
    const reached = new Set<string>()
    const visit = (file: string) => {
      if (reached.has(file)) return
      reached.add(file)
      for (const name of graph.get(file) ?? []) visit(name)
    }
    for (const file of judged) visit(file)
    // Of Node only what computes and touches nothing.
    expect([...reached].filter((name) => name.startsWith('node:') && name !== 'node:util')).toEqual([])
  })
})

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/^\s*\/\/.*$/gmu, '')

describe('packages that are kept apart', () => {
  it('lets git be run by its own part only', () => {
    expect(importersOf('simple-git')).toEqual(['src/git/client.ts'])
    // The pager of `show` is the one other program that is ever started.
    expect(importersOf('node:child_process').filter((file) => !file.startsWith('src/git/'))).toEqual([
      'src/commands/show-pager.ts'
    ])
  })

  it('names the native parser in one file', () => {
    expect(files.filter((file) => /['"]satteri['"]/u.test(read(file)))).toEqual(['src/parse/satteri.ts'])
  })

  it('builds a unified pipeline nowhere but for remark', () => {
    const users = importersOf('unified').filter((file) => /import \{[^}]*\bunified\b/u.test(read(file)))
    expect(users).toEqual([])
    expect(importersOf('unified-lint-rule')).toEqual(['src/rule.ts'])
  })
})

describe('files', () => {
  it('stay short', () => {
    const long = files
      .map((file) => ({file, lines: read(file).trimEnd().split('\n').length}))
      .filter(({lines}) => lines > 300)
    expect(long).toEqual([])
  })

  it('hold no class but errors', () => {
    const classes = files.flatMap((file) =>
      [...read(file).matchAll(/^(?:export )?(?:abstract )?class .*$/gmu)].map(([line]) => `${file}: ${line}`)
    )
    expect(classes.filter((line) => !/Error extends (?:\w*Error)\b/u.test(line))).toEqual([])
  })
})
