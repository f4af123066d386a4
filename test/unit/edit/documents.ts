/** Generated YAML documents: a value, written with comments, quotes, blank lines and both styles, every comment with its owner. */
import fc from 'fast-check'
import type { Path, Value } from '../../../labs/edit/value.ts'

export interface Written {
  text: string
  value: Value
  /** Every comment with the path of the entry it belongs to. */
  comments: { text: string; owner: Path }[]
}

type Written0 = { type: 'scalar'; value: Value; quote: number }
type Shape =
  | Written0
  | { type: 'map'; flow: boolean; many: boolean; entries: [string, Shape, Trim][] }
  | { type: 'list'; flow: boolean; many: boolean; entries: [Shape, Trim][] }
interface Trim {
  above: boolean
  beside: boolean
  blank: boolean
}

const trim: fc.Arbitrary<Trim> = fc.record({
  above: fc.boolean(),
  beside: fc.boolean(),
  blank: fc.boolean(),
})
export const name = fc.constantFrom(
  'a',
  'b',
  'db',
  'web',
  'net_1',
  'x-y',
  '8080',
  'true',
  'a b',
  "it's",
)
export const word = fc.oneof(
  fc.constantFrom(
    '',
    'x',
    'yes',
    'null',
    '12',
    '# no',
    'a: b',
    '- x',
    'a, b',
    '{x}',
    '[y]',
    '*z',
    '&z',
    '!t',
    '%',
  ),
  fc.constantFrom(
    'two\nlines',
    'two\nlines\n',
    ' deep\nin\n',
    'end\n\n',
    '\n',
    'a #b',
    "it's",
    '"q"',
    'a\tb',
  ),
  fc.string({ maxLength: 8 }),
)
export const leaf: fc.Arbitrary<Value> = fc.oneof(
  word,
  fc.integer({ min: -9, max: 99 }),
  fc.boolean(),
  fc.constant(null),
)
export const anyValue: fc.Arbitrary<Value> = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(name, fc.oneof(leaf, fc.array(leaf, { maxLength: 2 })), { maxKeys: 3 }),
)

const { shape } = fc.letrec<{ shape: Shape; map: Shape; list: Shape; scalar: Shape }>((tie) => ({
  scalar: fc.record({ type: fc.constant('scalar' as const), value: leaf, quote: fc.nat(3) }),
  map: fc.record({
    type: fc.constant('map' as const),
    flow: fc.boolean(),
    many: fc.boolean(),
    entries: fc.uniqueArray(fc.tuple(name, tie('shape'), trim), {
      maxLength: 4,
      selector: ([key]) => key,
    }),
  }),
  list: fc.record({
    type: fc.constant('list' as const),
    flow: fc.boolean(),
    many: fc.boolean(),
    entries: fc.array(fc.tuple(tie('shape'), trim), { maxLength: 4 }),
  }),
  shape: fc.oneof({ maxDepth: 3 }, tie('scalar'), tie('map'), tie('list')),
}))

export const written: fc.Arbitrary<Written> = fc
  .record({
    root: shape.filter((one) => one.type === 'map'),
    crlf: fc.boolean(),
    final: fc.boolean(),
    step: fc.constantFrom(2, 3, 4),
  })
  .map(({ root, crlf, final, step }) => {
    const comments: Written['comments'] = []
    let text = new Writer(comments, step).block(root, 0, []).join('\n')
    if (final) text += '\n'
    if (crlf) text = text.replaceAll('\n', '\r\n')
    return { text, value: valueOf(root), comments }
  })

function valueOf(one: Shape): Value {
  if (one.type === 'scalar') return one.value
  if (one.type === 'list') return one.entries.map(([inner]) => valueOf(inner))
  return Object.fromEntries(one.entries.map(([key, inner]) => [key, valueOf(inner)]))
}

class Writer {
  private readonly comments: Written['comments']
  private readonly step: number
  constructor(comments: Written['comments'], step: number) {
    this.comments = comments
    this.step = step
  }

  private comment(owner: Path): string {
    const text = `# c${this.comments.length};`
    this.comments.push({ text, owner })
    return text
  }

  /** Lines of a collection, each with its indentation. */
  block(one: Shape, indent: number, path: Path): string[] {
    if (one.type === 'scalar' || one.entries.length === 0 || one.flow) return [this.flow(one)]
    const pad = ' '.repeat(indent)
    return one.entries.flatMap((entry, index) => {
      const inner = entry.length === 3 ? entry[1] : entry[0]
      const about = entry.length === 3 ? entry[2] : entry[1]
      const here = [...path, entry.length === 3 ? entry[0] : index]
      const mark = entry.length === 3 ? `${scalar(entry[0], 0)}:` : '-'
      const above = about.above && (index > 0 || path.length > 0) ? [pad + this.comment(here)] : []
      const beside = () => (about.beside ? ` ${this.comment(here)}` : '')
      const blank = about.blank && index > 0 ? [''] : []
      return [...blank, ...above, ...this.entry(mark, inner, indent, here, beside)]
    })
  }

  private entry(
    mark: string,
    inner: Shape,
    indent: number,
    here: Path,
    beside: () => string,
  ): string[] {
    const pad = ' '.repeat(indent)
    if (inner.type === 'scalar' || inner.entries.length === 0 || inner.flow) {
      return [`${pad}${mark} ${this.flow(inner)}${beside()}`]
    }
    if (mark === '-' && !inner.many) {
      const lines = this.block(inner, indent + 2, here)
      if (!lines[0]?.trim().startsWith('#'))
        return [`${pad}- ${lines[0]?.trim()}`, ...lines.slice(1)]
      return [`${pad}-`, ...lines]
    }
    return [`${pad}${mark}${beside()}`, ...this.block(inner, indent + this.step, here)]
  }

  private flow(one: Shape): string {
    if (one.type === 'scalar') return scalar(one.value, one.quote)
    const items = one.entries.map((entry) =>
      entry.length === 3 ? `${scalar(entry[0], 1)}: ${this.flow(entry[1])}` : this.flow(entry[0]),
    )
    const [open, close] = one.type === 'map' ? '{}' : '[]'
    if (!one.many || items.length === 0) return `${open}${items.join(', ')}${close}`
    return `${open} ${items.join(' ,\t')}, ${close}`
  }
}

function scalar(value: Value, quote: number): string {
  if (typeof value !== 'string') return value === null && quote > 1 ? '~' : String(value)
  if (/^[a-z]+$/.test(value) && !/^(true|false|null|yes)$/.test(value) && quote < 2) return value
  if (quote < 3 && /^[ -~]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`
  return JSON.stringify(value)
}

/** Every path of a value, the root left out. */
export function pathsOf(value: Value, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return keys.flatMap((key) => {
    const here = [...path, key]
    return [here, ...pathsOf((value as Record<string | number, Value>)[key] ?? null, here)]
  })
}
