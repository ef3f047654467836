import {lexiconTable} from '../src/handoff/lexicon-table.ts'

type Part = keyof typeof lexiconTable

/** Bundler plugin: the table of the lexicon is made when the bundle is built, and a part of it read when it is asked. */
export const lexiconPlugin = () => ({
  name: 'handoff-lexicon',
  transform(code: string, id: string) {
    if (!/src[\\/]handoff[\\/]lexicon-table\.ts$/u.test(id)) return null
    const parts = Object.keys(lexiconTable) as Part[]
    const made = (part: Part) =>
      `once(() => JSON.parse(${JSON.stringify(toAscii(JSON.stringify(lexiconTable[part]())))}))`
    return {code: parts.reduce((all, part) => all.replace(`partOf('${part}')`, () => made(part)), code), map: null}
  }
})

/** A text with one character beyond ASCII takes twice the memory. */
const toAscii = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
