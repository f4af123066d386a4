/** Where each entry of a collection begins and ends, with the comments that belong to it. */
import { isMap } from 'yaml'
import type { CST, Node, Pair, ParsedNode } from 'yaml'
import { column, lineAt, lineEnd, lineStart, nextLine, startsLine } from './lines.ts'
import { refuse } from './refusal.ts'
import { childAt, isCollection, isFlow } from './tree.ts'
import type { Collection, Tree } from './tree.ts'

export interface Entry {
  /** Its own comment above, or `at`. */
  from: number
  /** The first character of the key, of the dash, or of the item in a flow list. */
  at: number
  /** Behind the colon or the dash. */
  mark: number
  /** Behind the value's anchor and tag, where it has them. */
  head: number
  /** Behind the value. */
  end: number
  /** Behind its comment on the same line and the deeper comments below. */
  to: number
  value: ParsedNode | null
}

const between = new Set(['space', 'newline', 'comment', 'comma'])
type Token = CST.SourceToken

export function entriesOf(tree: Tree, node: Collection): Entry[] {
  const flow = isFlow(node)
  const first = node === tree.root ? 0 : -1
  return tokensOf(node).map((item, index) => {
    const value = childAt(node, index)
    const bare = isMap(node) ? keyed(item, node.items[index] as Pair) : listed(item, value, flow)
    const end = value === null ? bare.head : contentEnd(tree, value)
    const bounds = { ...bare, end, value }
    if (flow) return { ...bounds, from: bare.at, to: end }
    const from = index === first ? bare.at : commentAbove(tree.text, bare.at)
    return { ...bounds, from, to: tail(tree.text, bare.at, end) }
  })
}

/** The source tokens of each item; those of a trailing comma or comment are left out. */
function tokensOf(node: Collection): CST.CollectionItem[] {
  const token = node.srcToken
  if (token === undefined || !('items' in token)) {
    return refuse('This part is written in a form that only the text can edit.')
  }
  if (isMap(node)) {
    return node.items.map((pair) => (pair as { srcToken?: CST.CollectionItem }).srcToken ?? odd())
  }
  const items = (token.items as CST.CollectionItem[]).filter(
    ({ start, value, key, sep }) =>
      value || key || sep || start.some(({ type }) => type === 'seq-item-ind' || isProperty(type)),
  )
  return items.length === node.items.length ? items : odd()
}

function odd(): never {
  return refuse('This part is written in a form that only the text can edit.')
}

const isProperty = (type: string) => type === 'anchor' || type === 'tag'
const endOf = (token: Token) => token.offset + token.source.length

function keyed(item: CST.CollectionItem, pair: Pair): Pick<Entry, 'at' | 'mark' | 'head'> {
  const lead = item.start.find(({ type }) => !between.has(type))
  const key = (pair.key as Node | null)?.range ?? odd()
  const marks = (item.sep ?? []).filter(({ type }) => !between.has(type))
  const colon = marks.find(({ type }) => type === 'map-value-ind')
  const mark = colon === undefined ? key[1] : endOf(colon)
  return { at: lead?.offset ?? key[0], mark, head: Math.max(mark, ...marks.map(endOf)) }
}

function listed(
  item: CST.CollectionItem,
  value: ParsedNode | null,
  flow: boolean,
): Pick<Entry, 'at' | 'mark' | 'head'> {
  const marks = item.start.filter(({ type }) => !between.has(type))
  const at = marks[0]?.offset ?? value?.range[0] ?? odd()
  const dash = marks.find(({ type }) => type === 'seq-item-ind')
  if (!flow && dash === undefined) odd()
  const mark = dash === undefined ? at : endOf(dash)
  return { at, mark, head: Math.max(mark, ...marks.map(endOf)) }
}

/** Behind the last character of a value, without the comments and blank lines that follow. */
export function contentEnd(tree: Tree, node: ParsedNode): number {
  const [from, to] = node.range
  if (isCollection(node) && !isFlow(node)) return entriesOf(tree, node).at(-1)?.end ?? to
  if (node.srcToken?.type !== 'block-scalar') return to
  const source = tree.text.slice(from, to)
  const kept = /^[|>][-\d]*\+/.test(source)
  return from + (kept ? source.replace(/\r?\n$/, '') : source.trimEnd()).length
}

const indent = (line: string) => line.length - line.trimStart().length
const isComment = (line: string) => line.trimStart().startsWith('#')

/** Comment lines right above at the same depth belong to what stands below them. */
function commentAbove(text: string, offset: number): number {
  if (!startsLine(text, offset)) return offset
  const depth = column(text, offset)
  let from = offset
  for (let start = lineStart(text, offset); start > 0; start = lineStart(text, start - 1)) {
    const line = lineAt(text, start - 1)
    if (!isComment(line) || indent(line) !== depth) break
    from = lineStart(text, start - 1) + depth
  }
  return from
}

/** Comments on the same line and deeper ones below go with the entry, across blank lines. */
function tail(text: string, offset: number, end: number): number {
  const rest = text.slice(end, lineEnd(text, end))
  if (!/^[ \t]*(#.*)?$/.test(rest)) return end
  const depth = column(text, offset)
  let to = lineEnd(text, end)
  for (let start = nextLine(text, end); start < text.length; start = nextLine(text, start)) {
    const line = lineAt(text, start)
    if (line.trim() === '') continue
    if (!isComment(line) || indent(line) <= depth) break
    to = lineEnd(text, start)
  }
  return to
}
