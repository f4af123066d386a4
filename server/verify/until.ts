import { setTimeout as wait } from 'node:timers/promises'

const AGAIN_MS = 400

/** Goes on looking until what is seen will do, or the time is over; resolves to what was seen last. */
export async function until<T>(
  see: () => Promise<T>,
  willDo: (seen: T) => boolean,
  ms: number,
  signal: AbortSignal,
): Promise<T> {
  const deadline = performance.now() + ms
  for (;;) {
    const seen = await see()
    if (willDo(seen) || performance.now() >= deadline) return seen
    await wait(AGAIN_MS, undefined, { signal })
  }
}
