/** Click-to-run blocks: Markdown fences whose tag is `run` and a host. */

export interface Fence {
  /** As written after `run`; empty where no host is named. */
  host: string
  /** The opening line. */
  opening: string
  body: string
}

export function fences(text: string): Fence[] {
  const found = text.matchAll(
    /^[ \t]*(`{3,}|~{3,})[ \t]*run\b[ \t]*(.*?)[ \t]*\r?\n([\s\S]*?)^[ \t]*\1/gm,
  )
  return [...found].map(([whole, , host = '', body = '']) => ({
    host,
    opening: whole.slice(0, whole.indexOf('\n')).trim(),
    body,
  }))
}
