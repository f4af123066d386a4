/** What happens when the engine goes away under running labs: they say so, it is brought back, they go on. */
import { setTimeout as wait } from 'node:timers/promises'
import type { AppError } from '../errors.ts'

export interface RecoveryPorts {
  suspend(error: AppError): Promise<void>
  /** Brings the engine back or waits for it; rejects while it is not there. */
  reopen(): Promise<void>
  resume(): void
  report(line: string): void
}

const AGAIN_MS = 2_000

/** Gives a function to call on every sign that the engine is lost; one recovery goes on at a time. */
export function createRecovery(
  ports: RecoveryPorts,
  signal: AbortSignal,
): (error: AppError) => void {
  let going: Promise<void> | undefined
  const recover = async (error: AppError) => {
    ports.report(`${error.message}. Bringing it back …`)
    await ports.suspend(error)
    for (;;) {
      try {
        await ports.reopen()
        break
      } catch (again) {
        ports.report(again instanceof Error ? again.message : String(again))
        await wait(AGAIN_MS, undefined, { signal })
      }
    }
    ports.report('The engine answers again.')
    ports.resume()
  }
  return (error) => {
    if (signal.aborted) return
    going ??= recover(error)
      .catch((reason: unknown) => {
        if (!signal.aborted) ports.report(String(reason))
      })
      .finally(() => {
        going = undefined
      })
  }
}
