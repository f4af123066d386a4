/** Where two texts differ, line by line, so that what stands between two changes is left alone. Pure. */
import { tighten, type TextEdit } from '../../labs/edit/splice.ts'
import { difference } from './rebase.ts'

/** Texts that have more lines apart than this are taken as one difference. */
const MOST = 400

/** Edits that turn one text into the other. */
export function differences(before: string, after: string): TextEdit[] {
  if (before === after) return []
  const one = linesOf(before)
  const other = linesOf(after)
  const kept = keptLines(one, other)
  if (kept === undefined) return tighten(before, [difference(before, after)])
  const edits: TextEdit[] = []
  let [row, otherRow, from] = [0, 0, 0]
  for (const [at, otherAt] of [...kept, [one.length, other.length] as const]) {
    const to = from + length(one.slice(row, at))
    edits.push({ from, to, insert: other.slice(otherRow, otherAt).join('') })
    from = to + (one[at]?.length ?? 0)
    row = at + 1
    otherRow = otherAt + 1
  }
  return tighten(before, edits)
}

/** Each with the break behind it. */
const linesOf = (text: string) => text.split(/(?<=\n)/)
const length = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length, 0)

type Pair = readonly [row: number, otherRow: number]

/** Rows that stay, ascending; undefined where too much differs. The greedy walk of Myers, one change more a round. */
function keptLines(one: readonly string[], other: readonly string[]): Pair[] | undefined {
  const zero = MOST + 1
  const reach = new Int32Array(2 * zero + 1)
  const rounds: Int32Array[] = []
  for (let round = 0; round <= MOST; round += 1) {
    rounds.push(reach.slice())
    for (let way = -round; way <= round; way += 2) {
      let row = stepTo(reach, zero + way, way, round)
      while (row < one.length && row - way < other.length && one[row] === other[row - way]) row += 1
      reach[zero + way] = row
      if (row >= one.length && row - way >= other.length) return walkBack(rounds, zero, row, way)
    }
  }
  return undefined
}

/** The row that a way begins a round at: one line taken in, or one left out. */
function stepTo(reach: Int32Array, at: number, way: number, round: number): number {
  return isTakenIn(reach, at, way, round) ? (reach[at + 1] ?? 0) : (reach[at - 1] ?? 0) + 1
}

function isTakenIn(reach: Int32Array, at: number, way: number, round: number): boolean {
  return way === -round || (way !== round && (reach[at - 1] ?? 0) < (reach[at + 1] ?? 0))
}

function walkBack(rounds: readonly Int32Array[], zero: number, end: number, last: number): Pair[] {
  const pairs: Pair[] = []
  let [row, way] = [end, last]
  for (const [round, reach] of [...rounds.entries()].reverse()) {
    const taken = isTakenIn(reach, zero + way, way, round)
    const start = round === 0 ? 0 : stepTo(reach, zero + way, way, round)
    for (; row > start; row -= 1) pairs.push([row - 1, row - 1 - way])
    row = taken ? start : start - 1
    way += taken ? 1 : -1
  }
  return pairs.reverse()
}
