/** Times several ways of doing the same thing in turn, so that a busy machine slows all of them alike. */

export interface Spread {
  min: number
  median: number
  max: number
}

/** What is timed: `run` alone, between what prepares and what clears away. */
export interface Subject<Ground = void> {
  prepare?: () => Promise<Ground>
  run(ground: Ground): Promise<unknown>
  clear?: (ground: Ground) => Promise<unknown>
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Milliseconds of each subject, by name. The first round only warms up and is left out. */
export async function inTurn<Name extends string>(
  rounds: number,
  subjects: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(subjects) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >
  for (let round = 0; round <= rounds; round++) {
    // Turning the order about keeps one from always paying for what another left behind.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const ms = await subjects[name]()
      if (round > 0) times[name].push(ms)
    }
  }
  return times
}

/** Prepares, times and clears one subject, also when it fails. */
export async function once<Ground>(subject: Subject<Ground>): Promise<number> {
  const ground = (await subject.prepare?.()) as Ground
  try {
    return await timed(() => subject.run(ground))
  } finally {
    await subject.clear?.(ground)
  }
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN
  return { min: at(0), median: at(0.5), max: at(1) }
}

/** Round by round, so that noise which both share cancels out. */
export function ratio(ours: readonly number[], theirs: readonly number[]): Spread {
  return spread(ours.map((ms, round) => ms / (theirs[round] ?? Number.NaN)))
}

export function milliseconds({ min, median, max }: Spread): string {
  return `${median.toFixed(0)} ms (${min.toFixed(0)}–${max.toFixed(0)})`
}

export function times({ min, median, max }: Spread): string {
  return `${median.toFixed(2)} × (${min.toFixed(2)}–${max.toFixed(2)})`
}
