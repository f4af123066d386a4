/** Who reached whom, and who should have: drawn as a table. */

/** Rows reach, columns are reached. */
export interface Matrix {
  names: string[]
  /** By row and column; null where nothing was asked. */
  cells: (MatrixCell | null)[][]
}

export interface MatrixCell {
  expected: 'open' | 'closed'
  found: 'open' | 'closed' | 'unknown'
  sentence: string
}
