/** Times in which the server itself changes the hosts: nothing is asked, and no event counts. Terminals stay open. */
import type { Live } from './live.ts'
import type { Watching } from './watching.ts'

export interface Alone {
  /** Watching goes on after `work`, unless it was stopped for good on the way. One at a time: `enter` throws for the next. */
  with<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Resolves once nothing is being changed. */
  over(): Promise<void>
}

/** @param enter throws where the hosts are not there to be changed */
export function createAlone(watching: Watching, live: Live, enter: () => void): Alone {
  let going: Promise<unknown> = Promise.resolve()
  return {
    async with(work) {
      enter()
      watching.stop()
      const { signal } = watching
      const whole = work(signal).finally(() => {
        live.set({ progress: [] })
        if (!signal.aborted) watching.begin()
      })
      going = whole
      return whole
    },
    over: () =>
      going.then(
        () => undefined,
        () => undefined,
      ),
  }
}
