/** Hints between the text, where `after: 2 failures` may be said in several ways, and a form. */
import type { Fields, Value } from '../../../labs/edit/index.ts'

export interface Hint {
  /** Failures that earn it; 0 is at once. */
  after: number
  text: string
}

export function hintsOf(value: Value | undefined): Hint[] {
  if (!Array.isArray(value)) return []
  return value.map((hint) => {
    const { after, text } = (typeof hint === 'object' && hint !== null ? hint : {}) as Fields
    const count = Number.parseInt(String(after ?? 0))
    return { after: Number.isNaN(count) ? 0 : count, text: typeof text === 'string' ? text : '' }
  })
}

export function writtenHint({ after, text }: Hint): Fields {
  if (after === 0) return { text }
  return { after: after === 1 ? '1 failure' : `${after} failures`, text }
}
