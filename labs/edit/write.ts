/** The one gate that every edit goes through: what was written is read again and must mean what was meant. */
import { Refusal, refuse } from './refusal.ts'
import { applyEdits, tighten } from './splice.ts'
import type { TextEdit } from './splice.ts'
import { readTree } from './tree.ts'
import type { Tree } from './tree.ts'
import type { Style } from './render.ts'
import { meansTheSame } from './value.ts'
import type { Value } from './value.ts'

export interface Written {
  text: string
  edits: TextEdit[]
}

/** One way to write a change, in the style given. */
export type Way = (style: Style) => TextEdit[]

/** Takes the first way whose text reads as intended; pretty ones are tried before safe ones. */
export function write(tree: Tree, intended: Value, ...ways: Way[]): Written {
  const [first] = ways
  if (tree.trusting === true && first !== undefined) {
    return { text: tree.text, edits: tidied(tree, first({ ...tree, safe: false })) }
  }
  for (const safe of [false, true]) {
    for (const way of ways) {
      const written = attempt(tree, intended, way({ ...tree, safe }))
      if (written !== undefined) return written
    }
  }
  return refuse(
    /[&*][\w-]/.test(tree.text)
      ? 'This part is shared through an anchor, so a change here would change another place too. Edit the text.'
      : 'This part is written in a form that cannot be changed without harm. Edit the text.',
  )
}

/** Undefined where the text would mean something else. */
export function attempt(tree: Tree, intended: Value, edits: TextEdit[]): Written | undefined {
  const tight = tidied(tree, edits)
  const text = applyEdits(tree.text, tight)
  return reads(text, intended) ? { text, edits: tight } : undefined
}

function tidied(tree: Tree, edits: TextEdit[]): TextEdit[] {
  const broken = edits.map(({ insert, ...range }) => ({
    ...range,
    insert: tree.newline === '\n' ? insert : insert.replace(/\r?\n/g, tree.newline),
  }))
  return tighten(tree.text, broken)
}

function reads(text: string, intended: Value): boolean {
  try {
    return meansTheSame(readTree(text).value, intended)
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
