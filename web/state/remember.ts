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

/** Nothing is lost that the person made where there is no room: only a preference is not kept. */
export function remember(name: string, value: unknown): void {
  keep(name, value)
}

/** As `remember`, for what somebody made: answers whether there was room. */
export function keep(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** What is kept under names that begin so. */
export function names(beginning: string): string[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix + beginning))
    return keys.map((key) => key.slice(prefix.length))
  } catch {
    return []
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
