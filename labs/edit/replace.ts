/** Writing a new value in the place of another one. */
import { isMap } from 'yaml'
import type { Node } from 'yaml'
import { column, lineEnd } from './lines.ts'
import { contentEnd } from './entries.ts'
import type { Entry } from './entries.ts'
import { body, inline, literal, scalar } from './render.ts'
import type { Style } from './render.ts'
import { isCollection, isFlow } from './tree.ts'
import type { Collection, Tree } from './tree.ts'
import type { TextEdit } from './splice.ts'
import type { Value } from './value.ts'
import type { Way } from './write.ts'

/** Ways to give an entry of a collection another value; comments beside it stay. */
export function replacing(
  tree: Tree,
  parent: Collection,
  entry: Entry,
  value: Value,
  like?: Node | null,
): Way[] {
  if (isFlow(parent)) return [inFlow(tree, parent, entry, value)]
  const heads = entry.head === entry.mark ? [entry.head] : [entry.head, entry.mark]
  return heads.map((head) => (style) => [inBlock(tree, { ...entry, head }, value, style, like)])
}

function inFlow(tree: Tree, parent: Collection, entry: Entry, value: Value): Way {
  return (style) => {
    const text = one(tree, entry, value, style)
    const start = entry.value?.range[0] ?? entry.head
    const gap = entry.value === null && isMap(parent) ? ' ' : ''
    return [{ from: start, to: entry.end, insert: gap + text }]
  }
}

function one(tree: Tree, entry: Entry, value: Value, style: Style): string {
  if (typeof value === 'object' && value !== null) return inline(value, style)
  return scalar(value, style, quotes(tree, entry), true)
}

function quotes(tree: Tree, { value }: Entry): string {
  return value === null ? '' : (tree.text[value.range[0]] ?? '')
}

function inBlock(
  tree: Tree,
  entry: Entry,
  value: Value,
  style: Style,
  like?: Node | null,
): TextEdit {
  const { text } = tree
  const depth = column(text, entry.at)
  const old = entry.value
  const below = old !== null && text.slice(entry.head, old.range[0]).includes('\n')
  const comment = beside(text, entry, below)
  const to = below && isCollection(old) ? entry.to : lineEnd(text, entry.end)
  const fresh =
    typeof value === 'string' && !/\n/.test(value)
      ? ` ${scalar(value, style, quotes(tree, entry))}`
      : (literally(text, entry, value, depth, style) ??
        body(value, depth, style, like ?? telling(old)))
  const [first = '', ...rest] = fresh.split('\n')
  return { from: entry.head, to, insert: [first + comment, ...rest].join('\n') }
}

/** An empty collection does not say how an author writes one. */
function telling(old: Node | null): Node | null {
  return isCollection(old) && old.items.length === 0 ? null : old
}

/** Text in a block stays in a block, at the depth it has. */
function literally(text: string, entry: Entry, value: Value, depth: number, style: Style) {
  const old = entry.value
  if (typeof value !== 'string' || style.safe || old?.srcToken?.type !== 'block-scalar') return
  const line = /\n([ ]+)\S/.exec(text.slice(old.range[0], old.range[1]))?.[1]
  const step = line === undefined ? style.step : line.length - depth
  return step > 0 && !value.includes('\r')
    ? ` ${literal(value, depth, { ...style, step })}`
    : undefined
}

/** The comment that stands on the line of the key. */
function beside(text: string, entry: Entry, below: boolean): string {
  const literalStart = entry.value?.srcToken?.type === 'block-scalar' && !below
  const from = below ? entry.head : literalStart ? entry.value!.range[0] : entry.end
  const rest = text.slice(from, lineEnd(text, from))
  return /(?:^|[ \t])[ \t]*#.*$/.exec(rest)?.[0] ?? ''
}

/** A root that is replaced as a whole. */
export function replacingRoot(tree: Tree, value: Value): Way {
  return (style) => {
    const root = tree.root
    const text = body(value, -style.step, style).trimStart()
    if (root === null)
      return [{ from: tree.text.length, to: tree.text.length, insert: glued(tree, text) }]
    return [{ from: root.range[0], to: contentEnd(tree, root), insert: text }]
  }
}

function glued({ text, newline }: Tree, insert: string): string {
  return (text === '' || text.endsWith('\n') ? '' : newline) + insert + newline
}
