/** Hints between the text, where `after: 2 failures` may be said in several ways, and a form. */
import type { Fields, Value } from '../../../labs/edit/index.ts'

export interface Hint {
  /** Failures that earn it; 0 is at once. */
  after: number
  /** Part of a failing sentence that it is for; absent for one that is for any. */
  when?: string
  text: string
}

export function hintsOf(value: Value | undefined): Hint[] {
  if (!Array.isArray(value)) return []
  return value.map((hint) => {
    const { after, when, text } = (typeof hint === 'object' && hint !== null ? hint : {}) as Fields
    const count = Number.parseInt(String(after ?? 0))
    return {
      after: Number.isNaN(count) ? 0 : count,
      ...(typeof when === 'string' && { when }),
      text: typeof text === 'string' ? text : '',
    }
  })
}

export function writtenHint({ after, when, text }: Hint): Fields {
  const rest: Fields = when === undefined ? { text } : { when, text }
  if (after === 0) return rest
  return { after: after === 1 ? '1 failure' : `${after} failures`, ...rest }
}
