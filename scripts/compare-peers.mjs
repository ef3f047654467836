/**
 * Run the adversarial cases with the linters on npm that can ask for a section.
 *
 *   node scripts/compare-peers.mjs TEMPDIR [--write]
 *
 * Installs the linters into TEMPDIR (nothing else is touched), writes each case there as a file, and runs each linter once
 * for each file: exit code 0 is a pass, another one a flag. Prints the verdicts; `--write` also keeps them beside the
 * cases, where docs/comparison.md takes them from.
 */
import {execFileSync, spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join, resolve} from 'node:path'
import {fileURLToPath} from 'node:url'

const folder = fileURLToPath(new URL('../test/fixtures/adversarial/', import.meta.url))
const table = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'))
const base = readFileSync(join(folder, 'base.md'), 'utf8')
const target = process.argv[2]
if (!target || target.startsWith('-')) {
  console.error('usage: node scripts/compare-peers.mjs TEMPDIR [--write]')
  process.exit(2)
}
const home = resolve(target)

const sections = ['Session Summary', 'Completed Work', 'Next Priorities', 'Context for Next Session']
const tools = [
  {
    name: 'markdownlint-cli2',
    rule: 'MD043 with `*` between the four headings, MD024',
    packages: {'markdownlint-cli2': '0.24.1'},
    config: [
      '.markdownlint-cli2.jsonc',
      {
        config: {
          default: false,
          MD024: true,
          MD043: {headings: ['*', ...sections.flatMap((name) => [`## ${name}`, '*'])]}
        }
      }
    ],
    command: (file) => ['markdownlint-cli2', '--no-globs', file]
  },
  {
    name: '@contextlint/cli',
    rule: 'SEC-001 with the four headings',
    packages: {'@contextlint/cli': '0.5.3'},
    config: ['contextlint.config.json', {rules: [{rule: 'sec001', options: {sections}}]}],
    command: (file) => ['contextlint', file]
  },
  {
    name: 'remark-lint',
    rule: 'no-empty-sections, no-duplicate-headings',
    packages: {
      'remark-cli': '12.0.1',
      'remark-frontmatter': '5.0.0',
      'remark-lint-no-empty-sections': '4.0.0',
      'remark-lint-no-duplicate-headings': '4.0.1'
    },
    config: [
      '.remarkrc.json',
      {plugins: ['remark-frontmatter', 'remark-lint-no-empty-sections', 'remark-lint-no-duplicate-headings']}
    ],
    command: (file) => ['remark', '--frail', '--quiet', '--no-stdout', file]
  }
]

const cases = table.groups.flatMap((group) => group.cases).filter(({structural}) => structural)

/** What a case makes of the base. */
function textOf({replace = [], crlf}) {
  const fill = (text) => text.replaceAll(/\{([A-Z]+)\}/gu, (whole, name) => table.texts[name] ?? whole)
  const text = replace === '' ? '' : replace.reduce((all, [from, to]) => all.replace(fill(from), () => fill(to)), base)
  return crlf ? text.replaceAll('\n', '\r\n') : text
}

mkdirSync(home, {recursive: true})
writeFileSync(
  join(home, 'package.json'),
  JSON.stringify({private: true, dependencies: Object.assign({}, ...tools.map(({packages}) => packages))})
)
execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
  cwd: home,
  stdio: 'inherit'
})
for (const {config} of tools) writeFileSync(join(home, config[0]), JSON.stringify(config[1]))

const results = tools.map(({name, rule, packages, command}) => {
  const verdictOf = (text, number) => {
    const path = `case-${number}/${table.file}`
    mkdirSync(dirname(join(home, path)), {recursive: true})
    writeFileSync(join(home, path), text)
    const [program, ...rest] = command(path)
    const run = spawnSync(join(home, 'node_modules', '.bin', program), rest, {cwd: home, encoding: 'utf8'})
    if (run.status !== 0 && run.status !== 1) throw new Error(`${name} could not run: ${run.stderr}`)
    return run.status === 0 ? 'pass' : 'flag'
  }
  if (verdictOf(base, 0) !== 'pass') throw new Error(`${name} does not take the base: its configuration is wrong`)
  const verdicts = Object.fromEntries(cases.map((one, index) => [one.name, verdictOf(textOf(one), index + 1)]))
  const wrong = cases.filter((one) => one.timestamped !== 'taste' && one.timestamped !== verdicts[one.name])
  const counted = cases.filter((one) => one.timestamped !== 'taste').length
  console.log(
    `${name} (${rule}): ${counted - wrong.length} of ${counted} right; wrong: ${wrong.map((one) => one.name).join(', ')}`
  )
  return {name, packages, rule, verdicts}
})
if (process.argv.includes('--write')) writeFileSync(join(folder, 'peers.json'), `${JSON.stringify(results, null, 2)}\n`)
