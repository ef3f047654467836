import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import type {Nodes, Root} from 'mdast'
// Loading the whole package takes longer than judging a file; the build takes these parts of it along.
import * as flags from '../../node_modules/satteri/dist/generated/parse-options.js'
import own from '../../node_modules/satteri/package.json' with {type: 'json'}
import {readArena, type Survey} from './arena.ts'

/** What the native library offers; the package itself is a wrapper around it. */
interface Binding {
  createMdastHandle(source: string, options: number): unknown
  serializeHandle(handle: unknown): Uint8Array
  dropHandle(handle: unknown): void
}

type ToTree = (markdown: string) => Survey

const options =
  flags.ENABLE_TABLES |
  flags.ENABLE_STRIKETHROUGH |
  flags.ENABLE_TASKLISTS |
  flags.ENABLE_GFM |
  flags.ENABLE_YAML_STYLE_METADATA_BLOCKS |
  flags.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS

/** The native engine; throws where no binary of it runs. */
export function loadSatteri(): ToTree {
  const load = createRequire(import.meta.url)
  // Mostly the library lies where the package does; where that is, Node takes long to say.
  const binding = findBinding(load) ?? findBinding(createRequire(load.resolve('satteri')))
  if (binding) return (markdown) => toTree(binding, markdown)
  const {markdownToMdast} = load('satteri') as {markdownToMdast: (markdown: string, options: object) => Root}
  return (markdown) => survey(markdownToMdast(markdown, {features: {gfm: {footnotes: false}, frontmatter: true}}))
}

function survey(root: Root): Survey {
  const nodes: Nodes[] = [root]
  for (const node of nodes) if ('children' in node) for (const child of node.children) nodes.push(child)
  return {root, nodes, depth: null}
}

function toTree(binding: Binding, markdown: string): Survey {
  const handle = binding.createMdastHandle(markdown, options)
  try {
    return readArena(binding.serializeHandle(handle))
  } finally {
    binding.dropHandle(handle)
  }
}

/** The library for this machine, when it is of the version whose trees we read; else the package shall see to it. */
function findBinding(load: NodeJS.Require): Binding | null {
  const {platform, arch} = process
  const kind = platform === 'linux' ? '-gnu' : platform === 'win32' ? '-msvc' : ''
  const name = `@bruits/satteri-${platform}-${arch}${kind}`
  for (const modules of load.resolve.paths(name) ?? []) {
    const folder = join(modules, name)
    const {version, main} = readManifest(folder) ?? {}
    if (version !== undefined && main !== undefined) return version === own.version ? open(join(folder, main)) : null
  }
  return null
}

interface Manifest {
  version?: string
  main?: string
}

function readManifest(folder: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  } catch {
    return null
  }
}

/** What a library that Node can load exports; to have `require` find it takes longer than to load it. */
function open(path: string): Binding | null {
  try {
    const target = {exports: {}}
    process.dlopen(target, path)
    return target.exports as Binding
  } catch {
    return null
  }
}
