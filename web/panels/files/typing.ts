/** What keys do in the plain editor beyond typing. Pure. */

export interface Edit {
  from: number
  to: number
  insert: string
  /** Where the selection is afterwards. */
  start: number
  end: number
}

/** Tab writes what the file indents with; over several lines it moves them all. */
export function tabbed(text: string, start: number, end: number, back: boolean): Edit {
  const unit = /^\t/m.test(text) ? '\t' : '  '
  const isOneLine = !text.slice(start, end).includes('\n')
  if (isOneLine && !back) {
    return {
      from: start,
      to: end,
      insert: unit,
      start: start + unit.length,
      end: start + unit.length,
    }
  }
  const from = text.lastIndexOf('\n', start - 1) + 1
  const lines = text.slice(from, end).split('\n')
  const moved = lines.map((line) => (back ? line.replace(/^(\t| {1,2})/, '') : unit + line))
  const insert = moved.join('\n')
  const first = (moved[0]?.length ?? 0) - (lines[0]?.length ?? 0)
  const grown = insert.length - (end - from)
  return { from, to: end, insert, start: Math.max(from, start + first), end: end + grown }
}

/** A new line begins as far in as the one before. */
export function newLine(text: string, start: number, end: number): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(from, start))?.[0] ?? ''
  const insert = `\n${indent}`
  const at = start + insert.length
  return { from: start, to: end, insert, start: at, end: at }
}

/** Line and column, both from 1. */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}
