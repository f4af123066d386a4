/** A JSON answer as a tree in which the parts that mattered are open and the rest is folded. Pure. */
export interface Node {
  /** Key or index in its parent; empty for the root. */
  key: string
  /** Text of a scalar; undefined for what has children. */
  value?: string
  /** `{` or `[` for what has children. */
  bracket?: '{' | '['
  children: Node[]
  /** The value occurs in what was expected or found. */
  hit: boolean
  /** It or something in it is a hit. */
  open: boolean
}

/** Values this short occur everywhere and would open everything. */
const SHORTEST = 3
const PLAIN = new Set(['true', 'false', 'null'])

/** undefined where the answer is not JSON or has nothing to fold. */
export function foldAnswer(answer: string, words: string[]): Node | undefined {
  const text = answer.trim()
  if (!/^[[{]/.test(text)) return undefined
  try {
    const root = nodeOf('', JSON.parse(text), words.join('\n'))
    return root.open ? root : { ...root, open: true }
  } catch {
    return undefined
  }
}

function nodeOf(key: string, value: unknown, words: string): Node {
  const named = matters(key, words)
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value)
    const hit = matters(String(value), words)
    return { key, value: text, children: [], hit, open: hit }
  }
  const children = Object.entries(value).map(([name, child]) => nodeOf(name, child, words))
  const open = children.some((child) => child.open || child.hit)
  const bracket = Array.isArray(value) ? '[' : '{'
  return { key, bracket, children, hit: named, open: open || named }
}

/** Whole words only: `db` in `dbdata` says nothing, but `172.18.0.2` in `172.18.0.2/16` does. */
function matters(text: string, words: string): boolean {
  if (text.length < SHORTEST || PLAIN.has(text)) return false
  let at = words.indexOf(text)
  while (at !== -1) {
    const before = words[at - 1] ?? ' '
    const after = words[at + text.length] ?? ' '
    if (!/\w/.test(before) && !/\w/.test(after)) return true
    at = words.indexOf(text, at + 1)
  }
  return false
}

/** `{ 12 }`, `[ 3 ]`: what is folded away. */
export function folded(node: Node): string {
  const size = String(node.children.length)
  return node.bracket === '[' ? `[ ${size} ]` : `{ ${size} }`
}
