export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

const entities: Record<string, string> = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'"}

/** Parse XML without comments, sections of CDATA and processing instructions; throws at what XML 1.0 does not allow. */
export function parseXml(source: string): XmlElement {
  const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(source)
  if (forbidden) throw new Error(`character ${forbidden[0].codePointAt(0)?.toString(16)} at ${forbidden.index}`)
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/u, '')
  const root: XmlElement = {name: '', attributes: {}, children: [], text: ''}
  const open = [root]
  for (const [token] of body.matchAll(/<[^<>]*>|[^<>]+|[<>]/gu)) {
    const top = open.at(-1) ?? root
    if (token === '<' || token === '>') throw new Error(`stray ${token}`)
    if (!token.startsWith('<')) top.text += decode(token)
    else if (token.startsWith('</')) {
      if (`</${top.name}>` !== token || open.length === 1) throw new Error(`${token} ends ${top.name}`)
      open.pop()
    } else {
      const element = parseTag(token)
      top.children.push(element)
      if (!token.endsWith('/>')) open.push(element)
    }
  }
  const [element, ...others] = root.children
  if (!element || others.length > 0 || open.length > 1) throw new Error('not one root')
  return element
}

function parseTag(tag: string): XmlElement {
  const [, name = '', list = ''] = /^<([\w-]+)((?: [\w-]+="[^"<>]*")*)\/?>$/u.exec(tag) ?? []
  if (name === '') throw new Error(`tag ${tag}`)
  const pairs = [...list.matchAll(/ ([\w-]+)="([^"]*)"/gu)].map(([, key = '', value = '']) => [key, decode(value)])
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`attribute twice in ${tag}`)
  return {name, attributes: Object.fromEntries(pairs) as Record<string, string>, children: [], text: ''}
}

function decode(text: string): string {
  return text.replace(/&([#\w]*)(;?)/gu, (whole, name: string, end: string) => {
    const sign = end === '' ? undefined : entities[name]
    if (sign === undefined) throw new Error(`entity ${whole}`)
    return sign
  })
}
