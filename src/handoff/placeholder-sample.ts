import {firstWord, wordsOf} from './placeholder-characters.ts'

const sample =
  /^(?:(?:\.{0,2}\/)?(?:path|ruta|caminho|chemin|pfad|путь)\/(?:to|a|al|para|vers|zu|к)\/[\w./:-]+|(?:feature|feat|fix)\/(?:branch|your|my|some|name)[\w-]*|your-[\w-]+)$/iu
const ticket = /^[A-Z]{2,6}-(?:X\.Y\.Z|XXX+|NNN+)$/iu
const sampleWords = wordsOf(['path', 'ruta', 'caminho', 'chemin', 'pfad', 'feature', 'feat', 'fix', 'your'])
const numberedWords = wordsOf(
  'item task point step issue blocker question decision goal note bullet priority file change risk assumption tarea tarefa punto ponto paso passo pregunta pergunta aufgabe punkt schritt'.split(
    ' '
  )
)
const numberedSample =
  /^(?:item|task|point|step|issue|blocker|question|decision|goal|note|bullet|priority|file|change|risk|assumption|tarea|tarefa|punto|ponto|paso|passo|pregunta|pergunta|tâche|étape|aufgabe|punkt|schritt|задача|пункт|шаг|вопрос|任务|事项|步骤|问题|要点|项目|項目|タスク|手順|課題|항목|작업|할 ?일|단계) ?#?\d{1,2}$/iu

/** A name that stands for any name: `path/to/file`, or, less surely, `Task 1`. */
export function sampleForm(text: string): 'sample' | 'numbered' | null {
  if (text.length > 60) return null
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  // `./path`, and words in other scripts.
  const mayBeSample = first === 46 || first === 47 || firstWord(text, 0, text.length, sampleWords) !== ''
  if (mayBeSample && sample.test(text)) return 'sample'
  if (isTicketEnd(last) && ticket.test(text)) return 'sample'
  if (text.length > 16 || !isDigit(last) || firstWord(text, 0, text.length, numberedWords) === '') return null
  return numberedSample.test(text) ? 'numbered' : null
}

const isDigit = (character: number): boolean => character >= 48 && character <= 57

/** An `X`, `Z` or `N` of any case. */
const isTicketEnd = (character: number): boolean => 'xzn'.includes(String.fromCharCode(character | 32))
