import type {Nodes, Root} from 'mdast'

/** People nest ten deep. What overflows a stack differs between machines; this does not. */
export const deepest = 250

let last: {tree: Root; depth: number} | undefined

/** Remember the most ancestors of a node in the last tree, where its parser has counted them. */
export const noteDepth = (tree: Root, depth: number | null): void => {
  last = depth === null ? undefined : {tree, depth}
}

/** Whether some node has more ancestors than that; without recursion, because that is the point. */
export function isTooDeep(tree: Root): boolean {
  if (last?.tree === tree) return last.depth > deepest
  const open: {node: Nodes; depth: number}[] = [{node: tree, depth: 0}]
  for (let top = open.pop(); top; top = open.pop()) {
    if (top.depth > deepest) return true
    if ('children' in top.node) for (const node of top.node.children) open.push({node, depth: top.depth + 1})
  }
  return false
}
