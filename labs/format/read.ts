/** Reads YAML, whatever it is given: every way in which it can be wrong is a diagnostic. */
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml'
import type { Code, Diagnostic } from './diagnostics.ts'
import { tooDeepAt } from './depth.ts'
import { Source, type Span } from './source.ts'

/** Characters. A lab with everything in it has a hundredth of this. */
const LARGEST = 1_000_000
/** Values after aliases are followed. */
const MOST_VALUES = 200_000

export interface Read {
  source: Source
  /** Plain data; absent where the text could not be read. */
  data?: unknown
  diagnostics: Diagnostic[]
}

export function read(text: string, file?: string): Read {
  const lines = new LineCounter()
  const bare = new Source(text, lines, undefined, file)
  const failed = (code: Code, message: string, advice: string, start = 0): Read => {
    const span = { start, end: start + 1 }
    return { source: bare, diagnostics: [bare.at(span, { code, message, advice })] }
  }
  if (text.length > LARGEST) {
    const size = (text.length / LARGEST).toFixed(1)
    const advice = 'A lab has at most 1 MB; put large files into its folder `files/`.'
    return failed('too-large', `This text is ${size} MB long and was not read.`, advice)
  }
  const deep = tooDeepAt(text)
  if (deep !== undefined) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
      lines.addNewLine(at + 1)
    return failed(
      'too-deep',
      'This nests too deep to be a lab.',
      'Close the brackets that are open here.',
      deep,
    )
  }
  const tree = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  })
  const source = new Source(text, lines, tree, file)
  const diagnostics = [...syntax(tree, source), ...structure(tree, source)]
  return diagnostics.length > 0 ? { source, diagnostics } : expand(tree, source)
}

/** Words for what the YAML parser finds; anything else is told in its own words. */
const syntaxWords: Record<string, [Code, message: string, advice: string]> = {
  TAB_AS_INDENT: ['tab-indent', 'A tab cannot indent YAML.', 'Use two spaces.'],
  MULTIPLE_DOCS: [
    'many-documents',
    'A lab is one YAML document.',
    'Remove the line `---`, or put the second lab into a file of its own.',
  ],
}

/** The first mistake only: what follows is the parser trying to find its way back. */
function syntax(tree: Document, source: Source): Diagnostic[] {
  return [...tree.errors, ...tree.warnings].slice(0, 1).map(({ code, message, pos }) => {
    const words = syntaxWords[code] ?? [
      'bad-yaml' as const,
      `This is not YAML: ${message.replace(/\.$/, '')}.`,
      'Look at the quotes, brackets and indentation here and in the line before.',
    ]
    return source.at(
      { start: pos[0], end: pos[1] },
      {
        code: words[0],
        message: words[1],
        advice: words[2],
      },
    )
  })
}

/** Keys of one map that are alike, keys that are no names, and aliases that lead nowhere or back to themselves. */
function structure(tree: Document, source: Source): Diagnostic[] {
  const anchors = new Map<string, unknown>()
  const found: Diagnostic[] = []
  visit(tree, (_, node, above) => {
    if (isNode(node) && !isAlias(node) && node.anchor) anchors.set(node.anchor, node)
    if (isMap(node)) found.push(...twice(node, source))
    if (isPair(node) && node.key !== null && !isScalar(node.key)) {
      found.push(source.at(spanOf(node.key), words.key))
    }
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target === undefined) found.push(source.at(spanOf(node), words.nowhere(node.source)))
      if (above.includes(target as Node))
        found.push(source.at(spanOf(node), words.cycle(node.source)))
    }
  })
  return found
}

function twice(map: YAMLMap, source: Source): Diagnostic[] {
  const seen = new Set<string>()
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return []
    const name = String(key.value)
    const again = seen.has(name)
    seen.add(name)
    return again ? [source.at(spanOf(key), words.twice(name))] : []
  })
}

const words = {
  key: {
    code: 'bad-name' as const,
    message: 'A key must be a name.',
    advice: 'Put quotes around what starts with a bracket, a brace or a star.',
  },
  twice: (name: string) => ({
    code: 'duplicate-key' as const,
    message: `\`${name}\` is here twice.`,
    advice: 'Two things of one name cannot be told apart: rename or remove one.',
  }),
  nowhere: (anchor: string) => ({
    code: 'unknown-alias' as const,
    message: `There is no anchor \`&${anchor}\` above.`,
    advice: 'Write the anchor first, or put quotes around a text that starts with a star.',
  }),
  cycle: (anchor: string) => ({
    code: 'alias-cycle' as const,
    message: `\`*${anchor}\` stands inside of what it repeats.`,
    advice: 'Write out what you mean.',
  }),
  many: {
    code: 'too-many-aliases' as const,
    message: 'The aliases of this text repeat too much.',
    advice: 'Write out what you mean; an anchor may be repeated a few times.',
  },
}

function spanOf(node: unknown): Span {
  const range = isNode(node) ? node.range : undefined
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 1 }
}

function expand(tree: Document, source: Source): Read {
  try {
    const data = tree.toJS({ maxAliasCount: 100 }) as unknown
    if (countsBelow(data, MOST_VALUES)) return { source, data, diagnostics: [] }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
  }
  let first: unknown
  visit(tree, {
    Alias: (_, node) => {
      first = node
      return visit.BREAK
    },
  })
  return { source, diagnostics: [source.at(spanOf(first), words.many)] }
}

function countsBelow(data: unknown, limit: number): boolean {
  const waiting = [data]
  for (let count = 0; waiting.length > 0; count++) {
    if (count > limit) return false
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const item of Object.values(value)) waiting.push(item)
  }
  return true
}
