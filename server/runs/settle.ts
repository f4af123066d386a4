/** Calls `work` once things have been quiet for a moment; one call at a time, none lost. */
export interface Settled {
  nudge(): void
  stop(): void
}

export function whenSettled(work: () => Promise<void>, quietMs: number): Settled {
  let timer: NodeJS.Timeout | undefined
  let running = false
  let again = false
  let stopped = false
  const go = async () => {
    timer = undefined
    if (running) {
      again = true
      return
    }
    running = true
    try {
      do {
        again = false
        await work()
      } while (again && !stopped)
    } finally {
      running = false
    }
  }
  return {
    nudge() {
      if (!stopped) timer ??= setTimeout(() => void go(), quietMs)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
