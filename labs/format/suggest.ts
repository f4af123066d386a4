/** "Did you mean": the nearest of what is legal. */

export function nearest(word: string, legal: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: { word: string; distance: number } | undefined
  for (const candidate of legal) {
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase())
    if (distance <= limit && (best === undefined || distance < best.distance)) {
      best = { word: candidate, distance }
    }
  }
  return best?.word
}

/** The nearest as a question, or else the whole list of what is legal. */
export function advise(word: string, legal: readonly string[], whatIsLegal: string): string {
  const near = nearest(word, legal)
  const list =
    legal.length === 0 ? 'none' : [...new Set(legal)].map((one) => `\`${one}\``).join(', ')
  return `${near === undefined ? '' : `Did you mean \`${near}\`? `}${whatIsLegal}: ${list}.`
}

/** Levenshtein, with neighbours swapped counted once. */
function distanceOf(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 8 || one.length > 80) return Number.MAX_SAFE_INTEGER
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.MAX_SAFE_INTEGER,
      )
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}
