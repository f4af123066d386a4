/** `${name}` → the parameter's value, everywhere in a lab: keys, values, text. `$${` stands for `${`. */
import type { Path } from './diagnostics.ts'

const reference = /\$\$\{|\$\{([^}\n]*)\}/g

export function substituteText(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(reference, (whole, name?: string) => {
    if (name === undefined) return '${'
    return Object.hasOwn(params, name) ? (params[name] ?? whole) : whole
  })
}

/** A copy with every text and key filled in. `params` itself is left alone: nothing refers to itself. */
export function substitute(value: unknown, params: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return substituteText(value, params)
  if (Array.isArray(value)) return value.map((item) => substitute(item, params))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      substituteText(key, params),
      substitute(item, params),
    ]),
  )
}

export interface Use {
  name: string
  /** As written, such as `${net}`. */
  written: string
  path: Path
  at: 'key' | 'value'
}

/** Where parameters are referred to. */
export function uses(value: unknown, path: Path = []): Use[] {
  if (typeof value === 'string') return usesIn(value, path, 'value')
  if (Array.isArray(value)) return value.flatMap((item, index) => uses(item, [...path, index]))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, item]) => [
    ...usesIn(key, [...path, key], 'key'),
    ...uses(item, [...path, key]),
  ])
}

function usesIn(text: string, path: Path, at: Use['at']): Use[] {
  return [...text.matchAll(reference)].flatMap(([written, name]) =>
    name === undefined ? [] : [{ name, written, path, at }],
  )
}

/** Keys of one map that become the same name, which only parameters can bring about. */
export function collisions(
  value: unknown,
  params: Readonly<Record<string, string>>,
  path: Path = [],
): { path: Path; name: string }[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => collisions(item, params, [...path, index]))
  }
  if (!isRecord(value)) return []
  const seen = new Set<string>()
  return Object.entries(value).flatMap(([key, item]) => {
    const name = substituteText(key, params)
    const twice = seen.has(name) ? [{ path: [...path, key], name }] : []
    seen.add(name)
    return [...twice, ...collisions(item, params, [...path, key])]
  })
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
