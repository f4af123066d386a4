/** asciicast v2, read: a header and events of `[seconds, type, data]`, one a line. Pure. */
export interface CastEvent {
  /** ms from the start of the recording. */
  at: number
  /** `o` shown, `i` typed, `r` resized (`80x24`); others are kept and mean nothing here. */
  type: string
  data: string
}

export interface Cast {
  cols: number
  rows: number
  events: CastEvent[]
  /** ms of the last event. */
  duration: number
}

/** Lines that are not events are left out: a recording cut short is still worth seeing. */
export function parseCast(text: string): Cast {
  const [head = '', ...lines] = text.split('\n')
  const events = lines.flatMap((line) => event(parsed(line)))
  const header = parsed(head)
  const cols = number(header, 'width') ?? 80
  const rows = number(header, 'height') ?? 24
  return { cols, rows, events, duration: events.at(-1)?.at ?? 0 }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function event(value: unknown): CastEvent[] {
  if (!Array.isArray(value)) return []
  const [seconds, type, data]: unknown[] = value
  const fits = typeof seconds === 'number' && typeof type === 'string' && typeof data === 'string'
  return fits ? [{ at: seconds * 1000, type, data }] : []
}

function number(header: unknown, key: 'width' | 'height'): number | undefined {
  if (typeof header !== 'object' || header === null || !(key in header)) return undefined
  const value = (header as Record<string, unknown>)[key]
  return typeof value === 'number' && value > 0 ? value : undefined
}

/** Index of the first event after a moment in ms: how many events are shown by then. */
export function shownBy(events: CastEvent[], ms: number): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle]?.at ?? Infinity) <= ms) low = middle + 1
    else high = middle
  }
  return low
}

/** A pause longer than this is passed over while playing, in ms. */
export const LONGEST_PAUSE = 2000

/**
 * Where the replay stands after `passed` ms of watching from `from`, with pauses cut short: a learner
 * who read for ten minutes is not watched for ten.
 */
export function advance(cast: Cast, from: number, passed: number): number {
  const next = cast.events[shownBy(cast.events, from)]?.at
  if (next === undefined) return Math.min(cast.duration, from + passed)
  const start = next - from > LONGEST_PAUSE ? next - LONGEST_PAUSE / 2 : from
  return Math.min(cast.duration, start + passed)
}

/** `100x30` of a resize event. */
export function sizeOf(data: string): { cols: number; rows: number } | undefined {
  const match = /^(\d+)x(\d+)$/.exec(data)
  const [cols, rows] = [Number(match?.[1]), Number(match?.[2])]
  return cols > 0 && rows > 0 ? { cols, rows } : undefined
}
