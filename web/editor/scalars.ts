/** Scalars of a YAML text: plain, quoted, and blocks of text. */
import { endOfLine, skipSpaces, type Span } from './outline.ts'

/** The end of a quoted scalar that starts at `from`; where it is never closed, the end of its line. */
export function endOfQuoted(text: string, from: number): number {
  const quote = text[from]
  for (let at = from + 1; at < text.length; at += 1) {
    if (quote === '"' && text[at] === '\\') at += 1
    else if (quote === "'" && text.startsWith("''", at)) at += 1
    else if (text[at] === quote) return at + 1
    else if (text.startsWith('\n\n', at)) break
  }
  return endOfLine(text, from)
}

/** A plain scalar up to a comment or the end of its line. */
export function plainSpan(text: string, from: number): Span {
  const line = text.slice(from, endOfLine(text, from))
  const comment = line.search(/\s#/)
  return { from, to: from + (comment < 0 ? line : line.slice(0, comment)).trimEnd().length }
}

/**
 * The lines of a `|` or `>` block whose header ends at `from`: all that are blank or deeper than `indent`.
 * `to` is the start of the first line that does not belong, or one past the end of the text.
 */
export function blockSpan(text: string, from: number, indent: number): Span {
  const start = endOfLine(text, from) + 1
  let at = start
  while (at <= text.length) {
    const end = endOfLine(text, at)
    const first = skipSpaces(text, at)
    const blank = first >= end
    const last = end === text.length
    // A cursor on a last blank line that is not deeper has left the block.
    if (blank ? last && first - at <= indent : first - at <= indent) break
    at = end + 1
  }
  return { from: start, to: at }
}
