/** When what a learner typed says the same as a value in the engine. */
import { isAddress } from '../topology/addresses.ts'

/** Quotes, backquotes and a full stop at the end are how people write, not what they mean. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/(?<=.)\.$/s, '')
    .replace(/^(["'`])(.*)\1$/s, '$2')
    .trim()
}

/** Capitals count in paths only; an address may carry its prefix length. */
export function sameAnswer(typed: string, value: string): boolean {
  const [answer, right] = [plain(typed), plain(value)]
  if (isAddress(right)) return answer.replace(/\/\d+$/, '').toLowerCase() === right.toLowerCase()
  if (answer === right) return true
  return !isPath(right) && answer.toLowerCase() === right.toLowerCase()
}

function isPath(text: string): boolean {
  return text.includes('/') && !/^[\d.:a-f]+\/\d+$/i.test(text)
}

/** Several values are a set: each once, in any order, with commas or spaces between. */
export function sameAnswers(typed: string, values: readonly string[]): boolean {
  const [only, ...more] = values
  if (only === undefined) return false
  if (more.length === 0) return sameAnswer(typed, only)
  const words = typed.split(/[\s,;]+/).filter((word) => word !== '' && word !== 'and')
  const wanted = [...new Set(values)]
  return (
    words.length === wanted.length &&
    wanted.every((value) => words.some((word) => sameAnswer(word, value)))
  )
}
