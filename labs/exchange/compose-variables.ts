/** Compose fills in variables from the environment of whoever runs it. A lab has no such environment. */
import { isFields } from '../edit/value.ts'
import type { Path, Value } from '../edit/value.ts'
import type { ComposeSource } from './compose-source.ts'

const reference = /\$\$|\$\{(\w+)(?:(:?[-?+])([^}]*))?\}|\$([A-Za-z_]\w*)/g

/** Values only, as Compose does it. A default is taken; what has none is empty and is told. */
export function filledIn(value: Value, source: ComposeSource, path: Path = []): Value {
  if (typeof value === 'string') return fill(value, source, path)
  if (Array.isArray(value)) {
    return value.map((item, index) => filledIn(item, source, [...path, index]))
  }
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, filledIn(item, source, [...path, key])]),
  )
}

function fill(text: string, source: ComposeSource, path: Path): Value {
  return text.replace(
    reference,
    (whole, braced?: string, how?: string, rest?: string, bare?: string) => {
      if (whole === '$$') return '$'
      const name = braced ?? bare ?? ''
      const standard = how?.endsWith('-') === true ? (rest ?? '') : ''
      source.tell(
        'variable',
        path,
        `\`${whole}\` comes from the environment of whoever runs Compose; here it is ${standard === '' ? 'empty' : `\`${standard}\``}.`,
        `Write the value of ${name}, or declare a parameter below \`params\`.`,
        'value',
      )
      return standard
    },
  )
}
