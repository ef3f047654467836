import {firstWord, wordsOf} from './placeholder-characters.ts'

const path = () => /^(?:\.{0,2}\/)?(?:path|ruta|caminho|chemin|pfad|путь)\/(?:to|a|al|para|vers|zu|к)\/[\w./:-]+$/iu
const branch = () => /^(?:feature|feat|fix)\/(?:branch|your|my|some|name)[\w-]*$/iu
const samples: Readonly<Record<string, () => RegExp>> = {
  path,
  ruta: path,
  caminho: path,
  chemin: path,
  pfad: path,
  feature: branch,
  feat: branch,
  fix: branch,
  your: () => /^your-[\w-]+$/iu
}
const sampleWords = wordsOf(Object.keys(samples))
const ticket = /^[A-Z]{2,6}-(?:X\.Y\.Z|XXX+|NNN+)$/iu
const numberedWords = wordsOf(
  'item task point step issue blocker question decision goal note bullet priority file change risk assumption tarea tarefa punto ponto paso passo pregunta pergunta aufgabe punkt schritt'.split(
    ' '
  )
)
const numberedSample =
  /^(?:item|task|point|step|issue|blocker|question|decision|goal|note|bullet|priority|file|change|risk|assumption|tarea|tarefa|punto|ponto|paso|passo|pregunta|pergunta|tâche|étape|aufgabe|punkt|schritt|задача|пункт|шаг|вопрос|任务|事项|步骤|问题|要点|项目|項目|タスク|手順|課題|항목|작업|할 ?일|단계) ?#?\d{1,2}$/iu

/** A name that stands for any name: `path/to/file`, or, less surely, `Task 1`. */
export function sampleForm(text: string): 'sample' | 'numbered' | null {
  const first = text.charCodeAt(0)
  if (text.length > 60 || isDigit(first)) return null
  const last = text.charCodeAt(text.length - 1)
  // A path may begin with `./`, or in another script.
  const word = first === 46 || first === 47 ? null : firstWord(text, 0, text.length, sampleWords)
  if ((word === null ? path : samples[word])?.().test(text)) return 'sample'
  if (isTicketEnd(last) && ticket.test(text)) return 'sample'
  if (text.length > 16 || !isDigit(last) || firstWord(text, 0, text.length, numberedWords) === '') return null
  return numberedSample.test(text) ? 'numbered' : null
}

const isDigit = (character: number): boolean => character >= 48 && character <= 57

/** An `X`, `Z` or `N` of any case. */
const isTicketEnd = (character: number): boolean => 'xzn'.includes(String.fromCharCode(character | 32))
