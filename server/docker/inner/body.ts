/** Pieces of the bodies that engines are sent. */

export function pairs(values: Record<string, string> | undefined): string[] | undefined {
  return values && Object.entries(values).map(([name, value]) => `${name}=${value}`)
}

export function nonEmpty<T>(list: T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? list : undefined
}

export function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
