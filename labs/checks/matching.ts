/** Conditions on text: contains, excludes, equals, matches. */
import { z } from 'zod'
import { object, text } from '../topology/scalars.ts'

export const patternField = z.string().superRefine((pattern, context) => {
  try {
    new RegExp(pattern)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    object(context, {
      code: 'bad-pattern',
      message: `This is not a regular expression: ${reason}.`,
      advice: 'Write a JavaScript regular expression without slashes; \\. is a dot.',
    })
  }
})

export const textConditions = {
  contains: text.optional(),
  excludes: text.optional(),
  equals: text.optional(),
  matches: patternField.optional(),
}

export interface TextConditions {
  contains?: string | undefined
  excludes?: string | undefined
  equals?: string | undefined
  matches?: string | undefined
}

/** A condition in words with its answer; whitespace at the ends does not count for `equals`. */
interface Condition {
  words: string
  holds(text: string): boolean
}

export function conditionsOf(wanted: TextConditions): Condition[] {
  const { contains, excludes, equals, matches } = wanted
  const conditions: Condition[] = []
  if (contains !== undefined) {
    conditions.push({ words: `contains “${contains}”`, holds: (it) => it.includes(contains) })
  }
  if (excludes !== undefined) {
    conditions.push({
      words: `does not contain “${excludes}”`,
      holds: (it) => !it.includes(excludes),
    })
  }
  if (equals !== undefined) {
    conditions.push({ words: `is “${equals}”`, holds: (it) => it.trim() === equals.trim() })
  }
  if (matches !== undefined) {
    const pattern = new RegExp(matches, 'm')
    conditions.push({ words: `matches ${matches}`, holds: (it) => pattern.test(it) })
  }
  return conditions
}

export function wordsOf(wanted: TextConditions): string {
  return conditionsOf(wanted)
    .map(({ words }) => words)
    .join(' and ')
}

/** The words of the first condition that does not hold. */
export function unmet(wanted: TextConditions, text: string): string | undefined {
  return conditionsOf(wanted).find((condition) => !condition.holds(text))?.words
}

export function excerpt(text: string): string {
  const short = text.trim()
  return short.length > 200 ? `${short.slice(0, 200)}…` : short
}
