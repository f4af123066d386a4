/** A cell of the table of who reaches whom, in words: colour is never the only difference. Pure. */
import type { MatrixCell } from '../../labs/matrix.ts'

export interface ShownCell {
  tone: 'none' | 'right' | 'wrong' | 'unsure'
  mark: string
  words: string
}

export function cellOf(cell: MatrixCell | null): ShownCell {
  if (cell === null) return { tone: 'none', mark: '·', words: '' }
  const { expected, found } = cell
  if (found === 'unknown') return { tone: 'unsure', mark: '?', words: 'unknown' }
  const is = found === 'open' ? 'reaches' : 'no way'
  if (found === expected) return { tone: 'right', mark: '✓', words: is }
  return {
    tone: 'wrong',
    mark: '✕',
    words: `${is}, should ${expected === 'open' ? 'reach' : 'not'}`,
  }
}
