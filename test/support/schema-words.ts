/** Which keys of the lab language nobody explains. */
import type { Path } from '../../web/editor/outline.ts'
import { formsAt, type Schema } from '../../web/editor/schema.ts'
import { meaningOf } from '../../web/editor/words.ts'

/** Paths with `NAME` where the author chooses the key; arguments of checks explain themselves in their kind. */
export function keysWithoutWords(schema: Schema, path: Path = []): string[] {
  if (path.length > 7) return []
  const forms = formsAt(schema, path)
  const keys = new Set(forms.flatMap(({ properties = {} }) => Object.keys(properties)))
  const named = [...keys].flatMap((key) => {
    const known = meaningOf(schema, [...path, key]) !== undefined
    return [
      ...(known ? [] : [[...path, key].join('.')]),
      ...keysWithoutWords(schema, [...path, key]),
    ]
  })
  const free = forms.some((form) => typeof form.additionalProperties === 'object')
  const items = forms.some((form) => form.items !== undefined)
  return [
    ...named,
    ...(free ? keysWithoutWords(schema, [...path, 'NAME']) : []),
    ...(items && !path.includes('checks') ? keysWithoutWords(schema, [...path, 0]) : []),
  ]
}
