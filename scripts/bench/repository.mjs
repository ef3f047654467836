import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync} from 'node:fs'
import {basename} from 'node:path'
import {makeHandoff, numbersOf} from './handoffs.mjs'

/**
 * Make a repository with many branches by one `git fast-import`: two fifths of the commits are on `main`, half of those
 * add a handoff to one flat folder; of the branches three fifths end with a handoff, one fifth has one further back.
 *
 * @param {string} folder made anew
 * @param {{commits: number, branches: number, handoffs: number}} size
 * @returns {Promise<{name: string, own: number, since: number}[]>} of each branch its own commits, and those after the
 *   newest that wrote a handoff; all of them, where there is none
 */
export async function makeRepository(folder, {commits, branches, handoffs}) {
  mkdirSync(folder, {recursive: true})
  spawnSync('git', ['init', '--quiet', '--initial-branch=main'], {cwd: folder})
  const git = spawn('git', ['fast-import', '--quiet'], {cwd: folder, stdio: ['pipe', 'inherit', 'inherit']})
  const ended = once(git, 'close')
  const random = numbersOf(7)
  let mark = 0
  let number = 0
  const data = (text) => `data ${Buffer.byteLength(text)}\n${text}\n`
  const handoff = () => {
    const {path, text} = makeHandoff(number++)
    return `M 100644 inline docs/handoffs/${basename(path)}\n${data(text.slice(0, 2400))}`
  }
  const source = () => `M 100644 inline src/${mark % 40}/${mark % 2000}.ts\n${data(`export const value = ${mark}\n`)}`
  const commit = async (ref, change, from) => {
    mark++
    const text = `commit ${ref}\nmark :${mark}\ncommitter Bench <bench@example.com> ${1_672_531_200 + mark * 37} +0000\n${data(`work ${mark}`)}${from ? `from :${from}\n` : ''}${change}\n`
    if (!git.stdin.write(text)) await once(git.stdin, 'drain')
    return mark
  }
  const main = []
  const onMain = Math.round(commits * 0.4)
  const every = Math.max(1, Math.floor(onMain / handoffs))
  for (let index = 0; index < onMain; index++) {
    main.push(await commit('refs/heads/main', index % every === 0 ? handoff() : source(), main.at(-1)))
  }
  const made = []
  for (let index = 0; index < branches; index++) {
    const count = Math.max(1, Math.round((commits - onMain) / branches) + Math.floor(random() * 5) - 2)
    const kind = random()
    const touched = kind < 0.6 ? count - 1 : kind < 0.8 ? Math.floor(random() * (count - 1)) : -1
    let head = main[Math.floor(main.length * (1 - random() * random()) * 0.999)]
    for (let step = 0; step < count; step++) {
      head = await commit(`refs/heads/feat/${index}`, step === touched ? handoff() : source(), head)
    }
    made.push({name: `feat/${index}`, own: count, since: touched === -1 ? count : count - 1 - touched})
  }
  git.stdin.end()
  await ended
  spawnSync('git', ['reset', '--hard', '--quiet', 'main'], {cwd: folder})
  return made
}
