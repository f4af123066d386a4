/** Ways such as `a -> b` and `a <-> b`, with other names at their ends. */
import type { Value } from './value.ts'

/** Everything but the ends stays as it is written. What is no text stays whole. */
export function withEnds(way: Value | undefined, change: (end: string) => string): Value {
  if (typeof way !== 'string') return way ?? null
  return way
    .split(/(\s*<?->\s*)/)
    .map((part, index) => {
      const name = part.trim()
      return index % 2 === 1 || name === '' ? part : part.replace(name, () => change(name))
    })
    .join('')
}
