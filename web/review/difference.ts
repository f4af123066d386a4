/** Where two texts differ, word by word, or line by line where they have many lines. Pure. */
export interface Piece {
  text: string
  /** In the other text too. */
  same: boolean
}

/** Beyond this the comparison would cost more than it tells. */
const MOST = 1200

export interface Difference {
  expected: Piece[]
  found: Piece[]
}

export function difference(expected: string, found: string): Difference {
  const a = parts(expected)
  const b = parts(found)
  if (a.length * b.length > MOST * MOST) {
    const same = expected === found
    return { expected: [{ text: expected, same }], found: [{ text: found, same }] }
  }
  const { left, right } = common(a, b)
  return { expected: joined(a, left), found: joined(b, right) }
}

function parts(text: string): string[] {
  const byLine = text.split('\n').length > 3
  return text.match(byLine ? /[^\n]*\n|[^\n]+$/g : /\s+|[\w.:/-]+|[^\s\w]/g) ?? []
}

/** Which parts of each belong to the longest common subsequence. */
function common(a: string[], b: string[]): { left: boolean[]; right: boolean[] } {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  const length = (i: number, j: number) => table[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const line = table[i] as Uint16Array
    for (let j = b.length - 1; j >= 0; j -= 1) {
      line[j] =
        a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1))
    }
  }
  const left = a.map(() => false)
  const right = b.map(() => false)
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      left[i] = right[j] = true
      i += 1
      j += 1
    } else if (length(i + 1, j) >= length(i, j + 1)) i += 1
    else j += 1
  }
  return { left, right }
}

/** Neighbours of one kind become one piece; a space between two differences belongs to them. */
function joined(texts: string[], same: boolean[]): Piece[] {
  const pieces: Piece[] = []
  texts.forEach((text, index) => {
    const bridged = text.trim() === '' && same[index - 1] === false && same[index + 1] === false
    const isSame = (same[index] ?? false) && !bridged
    const last = pieces.at(-1)
    if (last && last.same === isSame) last.text += text
    else pieces.push({ text, same: isSame })
  })
  return pieces
}
