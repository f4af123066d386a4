/** A host may be hostile, and so may who looks at it: everything that passes has an end. */
import { Transform } from 'node:stream'

export const appLimits = {
  /** Bytes. */
  request: 64 * 1024 * 1024,
  answer: 512 * 1024 * 1024,
  headers: 32 * 1024,
  /** Until the headers of an answer are there, in ms. */
  answerMs: 30_000,
  /** Without a byte in either direction, in ms. */
  idleMs: 10 * 60_000,
  /** At the same time, for one page of one host. */
  requests: 48,
  sockets: 16,
}

export class TooMuch extends Error {
  override readonly name = 'TooMuch'
}

/** Passes bytes on up to a limit, and tells of each portion. */
export function bounded(most: number, onBytes: () => void): Transform {
  let passed = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length
      onBytes()
      if (passed > most) done(new TooMuch(`more than ${most} bytes`))
      else done(null, chunk)
    },
  })
}

/** Calls `over` once, when nothing was told for a while. */
export function watchdog(ms: number, over: () => void): { alive(): void; stop(): void } {
  let timer = setTimeout(over, ms)
  return {
    alive() {
      clearTimeout(timer)
      timer = setTimeout(over, ms)
    },
    stop: () => clearTimeout(timer),
  }
}
