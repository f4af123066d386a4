/** Gathers what a terminal shows into batches of asciicast v2 events, up to a limit a terminal. */
import { toAppError } from '../errors.ts'
import type { CastWriter, NewCast } from './ports.ts'

/** What is known of a cast so far; times in ms. */
export interface CastState {
  startedAt: number
  duration: number
  /** Bytes of events kept. */
  bytes: number
  dropped: number
  chunks: number
}

/** Writes a batch (empty when only the numbers changed) and the state after it, at once. */
export type SaveBatch = (events: string, state: CastState) => Promise<void>

/** Bytes of events that are kept of one terminal. */
export const castLimit = 8 * 1024 * 1024
const batchBytes = 64 * 1024
const batchMs = 1_000

type EventCode = 'o' | 'i' | 'r'

export class BatchedCast implements CastWriter {
  private readonly state: CastState
  private readonly onError: NewCast['onError']
  private readonly save: SaveBatch
  private pending: string[] = []
  private pendingBytes = 0
  private dirty = false
  private failing = false
  private flushing = false
  private closed = false
  private timer: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()

  constructor(start: CastState, onError: NewCast['onError'], save: SaveBatch) {
    this.state = { ...start }
    this.onError = onError
    this.save = save
  }

  output(data: string): void {
    this.add('o', data)
  }

  input(data: string): void {
    this.add('i', data)
  }

  resize(cols: number, rows: number): void {
    this.add('r', `${cols}x${rows}`)
  }

  flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const write = () => this.writeBatch()
    this.writing = this.writing.then(write, write)
    return this.writing
  }

  close(): Promise<void> {
    this.closed = true
    return this.flush()
  }

  private add(code: EventCode, data: string): void {
    if (this.closed || data === '') return
    const { state } = this
    const elapsed = Math.max(0, Date.now() - state.startedAt)
    const line = `${JSON.stringify([elapsed / 1000, code, data])}\n`
    const size = Buffer.byteLength(line)
    if (state.bytes + size > castLimit) {
      state.dropped += Buffer.byteLength(data)
    } else {
      this.pending.push(line)
      this.pendingBytes += size
      state.bytes += size
      state.duration = elapsed
    }
    this.dirty = true
    this.schedule()
  }

  private schedule(): void {
    if (this.closed || this.flushing) return
    // While writing fails, a full batch waits for the clock like any other: no storm of attempts.
    if (this.pendingBytes >= batchBytes && !this.failing) this.flushSoon()
    else this.timer ??= setTimeout(() => this.flushSoon(), batchMs)
  }

  /** One at a time; what comes in meanwhile is the next batch. */
  private flushSoon(): void {
    this.flushing = true
    const done = (): void => {
      this.flushing = false
      if (this.dirty) this.schedule()
    }
    this.flush().then(done, (error: unknown) => {
      this.onError(toAppError(error))
      done()
    })
  }

  private async writeBatch(): Promise<void> {
    if (!this.dirty) return
    const batch = this.pending
    const size = this.pendingBytes
    const chunks = this.state.chunks + (batch.length > 0 ? 1 : 0)
    this.pending = []
    this.pendingBytes = 0
    this.dirty = false
    try {
      await this.save(batch.join(''), { ...this.state, chunks })
      this.state.chunks = chunks
      this.failing = false
    } catch (error) {
      this.pending = [...batch, ...this.pending]
      this.pendingBytes += size
      this.dirty = true
      this.failing = true
      throw error
    }
  }
}
