export function makeRepository(
  folder: string,
  size: {commits: number; branches: number; handoffs: number}
): Promise<{name: string; own: number; since: number}[]>
