/** `command` and `entrypoint`: a list of words, or a line that is split as a POSIX shell splits it. */
import { z } from 'zod'
import { object, stringList } from './scalars.ts'

/** Words of a line with quotes and backslashes undone; undefined where a quote is left open. */
export function splitCommand(line: string): string[] | undefined {
  const words: string[] = []
  const word = /\s*(?:((?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+)|(\S))/y
  while (line.slice(word.lastIndex).trim() !== '') {
    const found = word.exec(line)
    if (found?.[1] === undefined) return undefined
    words.push(unquote(found[1]))
  }
  return words
}

function unquote(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  )
}

export const commandField = z.union([
  z.string().transform((line, context) => {
    const words = splitCommand(line)
    if (words !== undefined) return words
    object(context, {
      code: 'bad-command',
      message: 'A quote in this command is not closed.',
      advice: 'Close it, or write the command as a list of words.',
    })
    return z.NEVER
  }),
  stringList,
])
