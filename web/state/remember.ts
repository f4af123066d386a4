/** Small preferences kept in this browser. Storage may be forbidden or full: then they last as long as the page. */
const prefix = 'slipway:'

export function recall<T>(name: string, fallback: T, isValid: (value: unknown) => value is T): T {
  try {
    const text = localStorage.getItem(prefix + name)
    if (text === null) return fallback
    const value: unknown = JSON.parse(text)
    return isValid(value) ? value : fallback
  } catch {
    return fallback
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // Nothing is lost that the person made: only a preference is not kept.
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(prefix + name)
  } catch {
    // As above.
  }
}

export const isNumber = (value: unknown): value is number => Number.isFinite(value)
export const isString = (value: unknown): value is string => typeof value === 'string'
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
