/** Lines of a text by offset. A line ends before its `\n` or `\r\n`. */

export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset)
  if (next < 0) return text.length
  return next > offset && text[next - 1] === '\r' ? next - 1 : next
}

/** Where the next line starts; the end of the text for the last one. */
export function nextLine(text: string, offset: number): number {
  const next = text.indexOf('\n', offset)
  return next < 0 ? text.length : next + 1
}

export function column(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Whether nothing but blanks stands before it on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

export function lineAt(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), lineEnd(text, offset))
}

/** The line break that a text uses. */
export function lineBreak(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}

/** The number of a line, from 1, for a person. */
export function lineNumber(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
