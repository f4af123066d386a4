/** What stands below the pointer, in words. */
import type { Knowledge } from './complete.ts'
import { namesIn } from './names.ts'
import { offersAt } from './offers.ts'
import type { Entry, Span } from './outline.ts'
import { scan } from './scan.ts'
import { formsAt, literalsOf } from './schema.ts'
import { meaningOf } from './words.ts'

export interface Explained extends Span {
  /** Markdown, a paragraph each. */
  lines: string[]
}

/** `offset` counts characters; null where there is nothing to say. */
export function hover(text: string, offset: number, knowledge: Knowledge): Explained | null {
  const outline = scan(text)
  const inside = (span: Span | null) => span !== null && span.from <= offset && offset < span.to
  const onKey = outline.entries.find(({ key }) => inside(key))
  if (onKey?.key) return explainKey(onKey, onKey.key, knowledge)
  const onValue = outline.entries.find(({ value }) => inside(value))
  if (!onValue?.value) return null
  const { value, path } = onValue
  const ground = { names: namesIn(outline), outline, images: knowledge.images ?? [] }
  const offer = offersAt(ground, path).find((one) => one.text === value.text)
  return offer ? { ...spanOf(value), lines: [`**${value.text}**: ${offer.detail}`] } : null
}

const spanOf = ({ from, to }: Span): Span => ({ from, to })

function explainKey({ path }: Entry, key: Span, { schema }: Knowledge): Explained | null {
  const meaning = meaningOf(schema, path)
  if (meaning === undefined) return null
  const legal = literalsOf(formsAt(schema, path))
  const values = legal.map((word) => `\`${word}\``).join(', ')
  const lines = [`**${String(path.at(-1))}**: ${meaning}`]
  return { ...spanOf(key), lines: legal.length > 0 ? [...lines, `One of ${values}.`] : lines }
}
