/** Values as new YAML text in the style of the place they go to. Lines are joined by `\n`. */
import { isMap, isScalar, isSeq, stringify } from 'yaml'
import type { Node } from 'yaml'
import { isCollection, isFlow, keyText } from './tree.ts'
import { isFields } from './value.ts'
import type { Value } from './value.ts'

export interface Style {
  /** Blanks per level. */
  step: number
  listsIndented: boolean
  /** Every text in double quotes and nothing in blocks: not pretty, never misread. */
  safe: boolean
  /** Quotes also what readers of YAML 1.1 take for something else, such as `yes` and `22:22`. */
  older?: boolean
}

const width = 100
const PLAIN = { lineWidth: 0, blockQuote: false, singleQuote: true } as const

/** A scalar on one line, in the quotes of `like` where that can hold it. */
export function scalar(value: Value, style: Style, like = '', flow = false): string {
  const plain = style.older === true ? { ...PLAIN, compat: 'yaml-1.1' as const } : PLAIN
  if (typeof value !== 'string') return stringify(value, plain).trimEnd()
  if (style.safe || /[\n\r]/.test(value)) return JSON.stringify(value)
  if (like.startsWith('"')) return JSON.stringify(value)
  if (like.startsWith("'")) return `'${value.replaceAll("'", "''")}'`
  if (!flow) return stringify(value, plain).trimEnd()
  // What a comma or a bracket means depends on the brackets around it.
  const options = { ...plain, collectionStyle: 'flow', flowCollectionPadding: false } as const
  return stringify([value], options).trim().slice(1, -1)
}

export function key(name: string, style: Style, like = '', flow = false): string {
  return scalar(name, style, like, flow)
}

/** One line: `{ a: 1 }`, `[a, b]` or a scalar. */
export function inline(value: Value, style: Style): string {
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, style)).join(', ')}]`
  if (!isFields(value)) return scalar(value, style, '', true)
  const entries = Object.entries(value).map(
    ([k, v]) => `${key(k, style, '', true)}: ${inline(v, style)}`,
  )
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/**
 * What follows `key:` or `-`, blank included. `indent` is the column of the key or dash; `like` a
 * sibling whose style is followed.
 */
export function body(value: Value, indent: number, style: Style, like?: Node | null): string {
  if (typeof value === 'string' && isLiteral(value, style))
    return ` ${literal(value, indent, style)}`
  if (!isBlock(value, indent, style, like)) return ` ${inline(value, style)}`
  const inner = indent + (Array.isArray(value) && !style.listsIndented ? 0 : style.step)
  return `\n${block(value, inner, style, like)}`
}

/** Entries below each other, each line indented. */
function block(value: Value, indent: number, style: Style, like?: Node | null): string {
  const pad = ' '.repeat(indent)
  if (Array.isArray(value)) {
    const model = isSeq(like) ? (like.items.at(-1) as Node | undefined) : undefined
    return value.map((entry) => pad + item(entry, indent, style, model)).join('\n')
  }
  const entries = Object.entries(isFields(value) ? value : {})
  return entries.map(([k, v]) => pad + entry(k, v, indent, style, likeOf(like, k))).join('\n')
}

export function entry(
  name: string,
  value: Value,
  indent: number,
  style: Style,
  like?: Node | null,
): string {
  return `${key(name, style)}:${body(value, indent, style, like)}`
}

export function item(value: Value, indent: number, style: Style, like?: Node | null): string {
  if (typeof value === 'object' && isBlock(value, indent, style, like)) {
    return `- ${block(value, indent + 2, style, like).slice(indent + 2)}`
  }
  return `-${body(value, indent, style, like)}`
}

function likeOf(like: Node | null | undefined, name: string): Node | undefined {
  if (!isMap(like)) return undefined
  const pair = like.items.find((one) => isScalar(one.key) && keyText(one) === name)
  return (pair ?? like.items.at(-1))?.value as Node | undefined
}

function isBlock(value: Value, indent: number, style: Style, like?: Node | null): boolean {
  if (typeof value !== 'object' || value === null || style.safe) return false
  const items = Object.values(value) as Value[]
  if (items.length === 0) return false
  const long = indent + inline(value, style).length > width - 20
  if (long || items.some((one) => holdsText(one))) return true
  if (isCollection(like)) return !isFlow(like)
  const leaf = items.every((one) => typeof one !== 'object')
  return Array.isArray(value)
    ? items.some((one) => typeof one === 'object')
    : !leaf || items.length > 3
}

/** Whether text of several lines stands anywhere in a value. */
function holdsText(value: Value): boolean {
  if (typeof value === 'string') return value.includes('\n')
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsText)
}

function isLiteral(value: string, { safe }: Style): boolean {
  return (
    !safe && value.includes('\n') && !/[\r\u0000-\u0008\u000b-\u001f\u0085\u2028\u2029]/.test(value)
  )
}

/** `|` with the chomping and the indentation that give exactly this text back. */
export function literal(value: string, indent: number, style: Style, comment = ''): string {
  const inner = ' '.repeat(indent + style.step)
  const deep = /^\n*[ \t]/.test(value) ? String(style.step) : ''
  const chomp = !value.endsWith('\n') ? '-' : /(^|\n)\n$/.test(value) ? '+' : ''
  const lines = value.replace(/\n$/, '').split('\n')
  const padded = lines.map((line) => (line === '' ? '' : inner + line))
  return [`|${deep}${chomp}${comment}`, ...padded].join('\n')
}
