/** Raw answers made readable. Pure. */

/** JSON indented; anything else as it came. */
export function readable(answer: string): string {
  const text = answer.trim()
  if (!/^[[{]/.test(text)) return answer
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return answer
  }
}
