/** Edits of a text as ranges to replace. Offsets are UTF-16 units of the text before all of them. */

export interface TextEdit {
  from: number
  to: number
  insert: string
}

/** Edits in ascending order that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let done = 0
  for (const { from, to, insert } of edits) {
    result += text.slice(done, from) + insert
    done = to
  }
  return result + text.slice(done)
}

/** The same change in fewer characters, so that cursors, folds and untouched lines stay where they are. */
export function tighten(text: string, edits: readonly TextEdit[]): TextEdit[] {
  return edits.flatMap((edit) => byLine(text, edit)).filter(changes(text))
}

const changes = (text: string) => (edit: TextEdit) => edit.insert !== text.slice(edit.from, edit.to)

function byLine(text: string, edit: TextEdit): TextEdit[] {
  const before = text.slice(edit.from, edit.to).split('\n')
  const after = edit.insert.split('\n')
  if (before.length !== after.length) return [trimmed(text, edit)]
  let from = edit.from
  return before.map((line, index) => {
    const one = trimmed(text, { from, to: from + line.length, insert: after[index] ?? '' })
    from += line.length + 1
    return one
  })
}

function trimmed(text: string, { from, to, insert }: TextEdit): TextEdit {
  let start = 0
  const most = Math.min(to - from, insert.length)
  while (start < most && text[from + start] === insert[start]) start += 1
  let end = 0
  while (end < most - start && text[to - 1 - end] === insert[insert.length - 1 - end]) end += 1
  return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) }
}

type Piece = { from: number; to: number } | { insert: string }

/** Several rounds of edits, each on the text that the one before gave, as one round on the first text. */
export function compose(length: number, rounds: readonly (readonly TextEdit[])[]): TextEdit[] {
  let pieces: Piece[] = [{ from: 0, to: length }]
  for (const round of rounds) {
    for (const edit of round.toReversed()) {
      const rest = cut(pieces, edit.to)[1]
      pieces = [...cut(pieces, edit.from)[0], { insert: edit.insert }, ...rest]
    }
  }
  return toEdits(pieces, length)
}

const sizeOf = (piece: Piece) => ('insert' in piece ? piece.insert.length : piece.to - piece.from)

function cut(pieces: Piece[], offset: number): [Piece[], Piece[]] {
  const left: Piece[] = []
  const right: Piece[] = []
  let done = 0
  for (const piece of pieces) {
    const size = sizeOf(piece)
    const keep = Math.min(Math.max(offset - done, 0), size)
    if (keep > 0) left.push(part(piece, 0, keep))
    if (keep < size) right.push(part(piece, keep, size))
    done += size
  }
  return [left, right]
}

function part(piece: Piece, from: number, to: number): Piece {
  if ('insert' in piece) return { insert: piece.insert.slice(from, to) }
  return { from: piece.from + from, to: piece.from + to }
}

function toEdits(pieces: Piece[], length: number): TextEdit[] {
  const edits: TextEdit[] = []
  let done = 0
  let insert = ''
  for (const piece of [...pieces, { from: length, to: length }]) {
    if ('insert' in piece) {
      insert += piece.insert
      continue
    }
    if (insert !== '' || piece.from > done) edits.push({ from: done, to: piece.from, insert })
    insert = ''
    done = piece.to
  }
  return edits
}
