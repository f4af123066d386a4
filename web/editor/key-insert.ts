/** How a key is written with room for its value. */
import type { Path } from './outline.ts'
import { formsAt, shapeOf, type Schema } from './schema.ts'

/** `hang`: columns between the line's first character and the key, which dashes take up. */
export interface Around {
  flow: boolean
  hang: number
}

/** A snippet. A map whose required keys are all scalars is written in braces, ready to fill. */
export function keyInsert(key: string, schema: Schema, path: Path, around: Around): string {
  const forms = formsAt(schema, path)
  const required = forms.length === 1 ? (forms[0]?.required ?? []) : []
  const scalars = required.every((name) => shapeOf(formsAt(schema, [...path, name])) === 'scalar')
  if (required.length > 0 && required.length <= 3 && scalars) {
    const inner = required.map((name, index) => `${name}: $${index + 1}`).join(', ')
    return `${key}: { ${inner}$0 }`
  }
  const below = `\n${' '.repeat(around.hang + 2)}`
  const shapes = {
    map: around.flow ? `${key}: { $0 }` : `${key}:${below}$0`,
    list: around.flow ? `${key}: [$0]` : `${key}:${below}- $0`,
    scalar: `${key}: $0`,
  }
  return shapes[shapeOf(forms)]
}
