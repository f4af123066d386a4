import { availableParallelism, freemem } from 'node:os'

/** Does work for each of many things, a few at a time, and keeps the order of the things in the results. */
export async function sideBySide<T, R>(
  things: readonly T[],
  jobs: number,
  work: (thing: T) => Promise<R>,
): Promise<R[]> {
  const results = new Map<number, R>()
  const queue = [...things.entries()].values()
  const worker = async () => {
    for (const [index, thing] of queue) results.set(index, await work(thing))
  }
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, worker))
  return things.map((_, index) => results.get(index) as R)
}

/** A lab mostly waits: two for each core, while there are 2 GiB of memory for each. */
export function defaultJobs(): number {
  return Math.max(1, Math.min(availableParallelism() * 2, Math.floor(freemem() / 2 ** 31)))
}
