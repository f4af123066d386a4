/** What is told of a chosen thing. */
export interface Fact {
  term: string
  value: string
}

export interface Facts {
  /** `container`, `network`, … in the reader's words. */
  kind: string
  name: string
  facts: Fact[]
  commands: string[]
}

/** A name as a shell takes it. */
export function quoted(name: string): string {
  return /^[\w./:@%+=,-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`
}

/** Keeps what says something: an empty value is no fact. */
export function said(facts: [term: string, value: string][]): Fact[] {
  return facts.filter(([, value]) => value !== '').map(([term, value]) => ({ term, value }))
}

export function pairs(options: Record<string, string>): string {
  return Object.entries(options)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')
}
