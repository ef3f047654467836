import {createHash} from 'node:crypto'

/** One of so many parts of the work; counted from 1. */
export interface Shard {
  index: number
  count: number
}

/** Whether a name belongs to a part: to exactly one of them, the same on every machine and every day. */
export function isInShard(name: string, {index, count}: Shard): boolean {
  return createHash('sha256').update(name).digest().readUIntBE(0, 6) % count === index - 1
}
