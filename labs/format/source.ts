/** YAML text → plain data, with a way back from any place in the data to the text. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Document, type Node } from 'yaml'
import type { Diagnostic, Path, Problem } from './diagnostics.ts'
import { catalogue } from './diagnostics.ts'

export interface Span {
  start: number
  end: number
}

export class Source {
  readonly text: string
  private readonly document: Document | undefined
  private readonly lines: LineCounter
  private readonly file: string | undefined
  private readonly spell: (key: string) => string

  constructor(
    text: string,
    lines: LineCounter,
    document?: Document,
    file?: string,
    spell: (key: string) => string = (key) => key,
  ) {
    this.text = text
    this.lines = lines
    this.document = document
    this.file = file
    this.spell = spell
  }

  /** The same text for paths whose keys have their parameters filled in. */
  spelled(spell: (key: string) => string): Source {
    return new Source(this.text, this.lines, this.document, this.file, spell)
  }

  /** Where a path is in the text; the nearest place above it where it is not written. */
  locate(path: Path, at: 'key' | 'value' = 'value', part?: string): Span {
    let node: unknown = this.document?.contents
    let span: Span = { start: 0, end: Math.min(1, this.text.length) }
    for (const [depth, segment] of path.entries()) {
      const found = this.step(node, segment)
      if (found === undefined) return span
      const last = depth === path.length - 1
      span = last && at === 'value' ? (found.value ?? found.key) : found.key
      node = found.node
    }
    return part === undefined ? span : this.within(span, part)
  }

  /** The diagnostic of a problem, with its place. */
  diagnose(problem: Problem): Diagnostic {
    return this.at(this.locate(problem.path, problem.at, problem.part), problem)
  }

  /** The same for a place in the text. */
  at(
    span: Span,
    { code, message, advice }: Pick<Problem, 'code' | 'message' | 'advice'>,
  ): Diagnostic {
    const end = Math.max(span.end, span.start)
    const [from, to] = [this.lines.linePos(span.start), this.lines.linePos(end)]
    return {
      code,
      severity: catalogue[code],
      message,
      advice,
      ...(this.file === undefined ? {} : { file: this.file }),
      line: Math.max(1, from.line),
      column: Math.max(1, from.col),
      endLine: Math.max(1, to.line),
      endColumn: Math.max(1, to.col),
      offset: span.start,
      endOffset: end,
    }
  }

  private step(parent: unknown, segment: PropertyKey) {
    const node = isAlias(parent) && this.document ? parent.resolve(this.document) : parent
    if (isSeq(node) && typeof segment === 'number') {
      const item = node.items[segment]
      const span = spanOf(item)
      return span === undefined ? undefined : { node: item, key: span, value: span }
    }
    if (!isMap(node)) return undefined
    const named = (name: string) => name === String(segment)
    const pair =
      node.items.find(({ key }) => isScalar(key) && named(String(key.value))) ??
      node.items.find(({ key }) => isScalar(key) && named(this.spell(String(key.value))))
    const key = spanOf(pair?.key)
    return pair && key && { node: pair.value, key, value: visible(pair.value) }
  }

  private within(span: Span, part: string): Span {
    const at = this.text.indexOf(part, span.start)
    return at < 0 || at >= span.end ? span : { start: at, end: at + part.length }
  }
}

function spanOf(node: unknown): Span | undefined {
  const range = (node as Node | null | undefined)?.range
  return range ? { start: range[0], end: range[1] } : undefined
}

/** A value that is not written has no place of its own. */
function visible(node: unknown): Span | undefined {
  const span = spanOf(node)
  return span && span.end > span.start ? span : undefined
}
