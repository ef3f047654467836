/** The address of the next page in a `Link` header; null on the last one. */
export function nextOf(header: string | string[] | undefined): string | null {
  const parts = [header ?? []].flat().join(',').split('<').slice(1)
  const next = parts.find((part) => /;\s*rel="?next"?(?:[\s;,]|$)/u.test(part.slice(part.indexOf('>'))))
  return next === undefined ? null : next.slice(0, next.indexOf('>'))
}
