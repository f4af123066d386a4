/** Where a cursor stands in a lab's text: the path, what may be written there, and what is being typed. */
import { samePath, type Outline, type Path, type Span, type Tail } from './outline.ts'
import { scan } from './scan.ts'

export interface Place extends Tail, Span {
  /** What has been typed of the word so far, up to the cursor. */
  typed: string
  /** Keys that stand in the same map already, this word's own left out. */
  siblings: string[]
  outline: Outline
  /** Columns between the line's first character and what is typed, which dashes take up. */
  hang: number
  /** A colon stands behind the word already. */
  colon: boolean
}

/** Works by indentation, so in broken and half-typed text too. `offset` counts characters. */
export function placeAt(text: string, offset: number): Place {
  const { tail } = scan(text.slice(0, offset))
  const outline = scan(text)
  const from = tail.from < 0 ? offset : tail.from
  const rest = /^(?:[\w./$-]|:(?=\S))*/.exec(text.slice(offset))?.[0].length ?? 0
  const to = tail.slot === 'nothing' || tail.slot === 'text' ? offset : offset + rest
  const own = (span: Span | null) => span !== null && span.from === from
  const siblings = outline.entries
    .filter(({ path, key }) => !own(key) && samePath(path.slice(0, -1), tail.path))
    .map(({ path }) => String(path.at(-1)))
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const colon = /^["']?[ \t]*:(\s|$)/.test(text.slice(to, to + 40))
  const hang = /^ *((?:- +)*)/.exec(line)?.[1]?.length ?? 0
  return { ...tail, from, to, typed: text.slice(from, offset), siblings, outline, hang, colon }
}

/** The keys of the map at a path. */
export function keysAt({ entries }: Outline, path: Path): string[] {
  return entries
    .filter((entry) => entry.key !== null && samePath(entry.path.slice(0, -1), path))
    .map((entry) => String(entry.path.at(-1)))
}
