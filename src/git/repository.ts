import {openCatFile} from './cat-file.ts'
import type {Repository} from './port.ts'
import {readRanges} from './ranges.ts'
import type {GitPlace} from './start-git.ts'
import {createTreeReader} from './tree.ts'

/** Open a clone; its `catFile` has to be closed. */
export function openRepository(place: GitPlace): Repository {
  const catFile = openCatFile(place)
  return {
    catFile,
    entryAt: createTreeReader(catFile),
    own: async ({head, base}) => {
      const [range] = await readRanges(place, [{head, bases: [base]}], [])
      const {own = [], problem = null} = range ?? {}
      return problem ? {commits: [], problem: {...problem, fix: inputFor(problem.fix)}} : {commits: own, problem: null}
    }
  }
}

/** Whoever has a port in hands writes no command line. */
const inputFor = (fix: string): string => fix.replace('with `--base`', 'with the input `base`')

/** A folder of a repository as if there were nothing else. */
export function within(repository: Repository, folder: string): Repository {
  const prefix = `${folder}/`
  const inside = (path: string) => path.startsWith(prefix)
  return {
    catFile: repository.catFile,
    entryAt: (commit, path) => repository.entryAt(commit, prefix + path),
    own: async ({isWanted, ...request}) => {
      const wanted = (path: string) => inside(path) && isWanted(path.slice(prefix.length))
      const {commits, problem} = await repository.own({...request, isWanted: wanted})
      const own = commits.map((commit) => ({
        ...commit,
        changes: commit.changes
          .filter(({path}) => inside(path))
          .map((change) => ({...change, path: change.path.slice(prefix.length)}))
      }))
      return {commits: own, problem}
    }
  }
}
