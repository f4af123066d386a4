/** How an event of the socket is answered: with a value, or with the failure in words. */
import { toAppError } from '../errors.ts'
import type { Result } from '../protocol.ts'

/** What socket.io calls with a payload that nobody has checked yet, and an acknowledgement that may be missing. */
export type Receiver = (raw: unknown, ack?: unknown) => void

export function answering(
  handle: (raw: unknown) => Promise<unknown>,
  onError: (error: unknown) => void,
): Receiver {
  return (raw, ack) => {
    const answer = (result: Result<unknown>) => {
      if (typeof ack === 'function') ack(result)
    }
    handle(raw).then(
      (value) => answer({ ok: true, value: value ?? null }),
      (error: unknown) => {
        const known = toAppError(error)
        if (known.code === 'internal') onError(error)
        answer({ ok: false, error: known.toWire() })
      },
    )
  }
}
