import {lexiconTable} from '../src/handoff/lexicon-table.ts'

/** Bundler plugin: the table of the lexicon is made when the bundle is built, and read at the first heading. */
export const lexiconPlugin = () => ({
  name: 'handoff-lexicon',
  transform(code: string, id: string) {
    if (!/src[\\/]handoff[\\/]lexicon-table\.ts$/u.test(id)) return null
    const made = `JSON.parse(${JSON.stringify(JSON.stringify(lexiconTable()))})`
    return {code: code.replace('once(makeTable)', () => `once(() => ${made})`), map: null}
  }
})
