export function numbersOf(seed: number): () => number
export function makeHandoff(number: number, seed?: number): {path: string; text: string}
export function writeHandoffs(folder: string, count: number, options?: {broken?: boolean}): string[]
