/** A YAML text as nodes with their places, read for editing and never written back. */
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Document, Node, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml'
import { lineBreak, lineNumber } from './lines.ts'
import { refuse } from './refusal.ts'
import type { Path, Value } from './value.ts'

export type Collection = YAMLMap | YAMLSeq

export interface Tree {
  text: string
  newline: string
  /** The root; null where the text holds nothing but comments. */
  root: ParsedNode | null
  value: Value
  /** Blanks that the author indents a level by, and whether lists stand deeper than their key. */
  step: number
  listsIndented: boolean
  /** What is written is read back later, together with other changes. */
  trusting?: true
}

/** Refuses a text with mistakes: where nobody knows what it means, nothing can be kept. */
export function readTree(text: string): Tree {
  const doc: Document.Parsed = parseDocument(text, { keepSourceTokens: true, logLevel: 'silent' })
  const mistake = doc.errors[0]
  if (mistake !== undefined) {
    const line = lineNumber(text, mistake.pos[0])
    refuse(`Line ${line} of the text has a mistake. Mend it there, then try again.`)
  }
  const root = isEmpty(doc.contents) ? null : doc.contents
  return { text, newline: lineBreak(text), root, value: toValue(doc), ...habits(text, root) }
}

export function toValue(doc: Document): Value {
  try {
    return JSON.parse(JSON.stringify(doc.toJS({ maxAliasCount: 100 }) ?? null)) as Value
  } catch (error) {
    return refuse(`The text’s anchors do not resolve: ${(error as Error).message}.`)
  }
}

/** A key without a value has a node without any text. */
export function isEmpty(node: unknown): boolean {
  if (node === null || node === undefined) return true
  const { range } = node as Node
  return isScalar(node) && (!range || range[0] === range[1])
}

export function isFlow(node: Collection): boolean {
  return node.srcToken?.type === 'flow-collection'
}

export function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node)
}

export function keyText(pair: Pair): string {
  if (!isScalar(pair.key)) {
    return refuse('A key here is not plain text. Edit this part in the text.')
  }
  return pair.key.value === null ? '' : String(pair.key.value)
}

/** The place of a child among a collection's entries; -1 where there is none. */
export function indexIn(node: Collection, step: string | number): number {
  if (isSeq(node)) return typeof step === 'number' && step < node.items.length ? step : -1
  return node.items.findIndex((pair) => keyText(pair) === String(step))
}

export function childAt(node: Collection, index: number): ParsedNode | null {
  const item: unknown = node.items[index]
  const value = isMap(node) ? (item as Pair).value : item
  return isEmpty(value) ? null : (value as ParsedNode)
}

/** The node at a path: null where the value is empty, undefined where nothing is. */
export function nodeAt(tree: Tree, path: Path): ParsedNode | null | undefined {
  let node = tree.root
  for (const step of path) {
    if (isAlias(node)) {
      refuse(
        `This part is shared through \`*${node.source}\`. Change it where the anchor \`&${node.source}\` stands.`,
      )
    }
    if (!isCollection(node)) return undefined
    const index = indexIn(node, step)
    if (index < 0) return undefined
    node = childAt(node, index)
  }
  return node
}

function habits(text: string, root: ParsedNode | null): Pick<Tree, 'step' | 'listsIndented'> {
  const found: { step?: number; listsIndented?: boolean } = {}
  visit(root, -1)
  return { step: found.step ?? 2, listsIndented: found.listsIndented ?? true }

  function visit(node: unknown, outer: number): void {
    if (!isCollection(node) || isFlow(node) || Object.keys(found).length === 2) return
    const start = node.range?.[0] ?? 0
    const inner = start - text.lastIndexOf('\n', start - 1) - 1
    if (isSeq(node) && outer >= 0) found.listsIndented ??= inner > outer
    if (inner > outer && outer >= 0 && isMap(node)) found.step ??= inner - outer
    node.items.forEach((item) => {
      if (isMap(node)) visit((item as Pair).value, inner)
    })
  }
}
