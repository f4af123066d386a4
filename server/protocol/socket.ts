/** The messages of the socket. */
import type { WireError } from '../errors.ts'
import type { ProofEvent } from './drafts.ts'
import type { Joined, LiveState, TerminalView } from './live.ts'
import type { Entry } from './record.ts'

export type Result<T> = { ok: true; value: T } | { ok: false; error: WireError }

export type Ack<T> = (result: Result<T>) => void

export interface ClientToServer {
  /** `after`: the last entry the client holds; 0 for none. */
  'run:join': (payload: { run: string; after: number }, ack: Ack<Joined>) => void
  'run:retry': (payload: { run: string }, ack: Ack<null>) => void
  'run:extend': (payload: { run: string }, ack: Ack<null>) => void
  'run:end': (payload: { run: string }, ack: Ack<null>) => void
  'check:ask': (payload: { run: string; step: string }, ack: Ack<null>) => void
  'check:answer': (
    payload: { run: string; step: string; check: string; text: string },
    ack: Ack<null>,
  ) => void
  'hint:take': (payload: { run: string; step: string; hint: number }, ack: Ack<string>) => void
  'terminal:open': (
    payload: { run: string; host: string; cols: number; rows: number },
    ack: Ack<TerminalView>,
  ) => void
  /** Answers with the scrollback; output after it follows as `terminal:data`. */
  'terminal:attach': (
    payload: { run: string; terminal: string },
    ack: Ack<{ terminal: TerminalView; scrollback: string }>,
  ) => void
  'terminal:detach': (payload: { run: string; terminal: string }) => void
  'terminal:input': (payload: { run: string; terminal: string; data: string }) => void
  'terminal:resize': (payload: {
    run: string
    terminal: string
    cols: number
    rows: number
  }) => void
  /** Says how many characters were shown since the last acknowledgement. */
  'terminal:shown': (payload: { run: string; terminal: string; chars: number }) => void
  'terminal:close': (payload: { run: string; terminal: string }, ack: Ack<null>) => void
  /** Administrator. Answers with what the proof said so far; the rest follows as `proof:event`. */
  'proof:join': (payload: { proof: string }, ack: Ack<ProofEvent[]>) => void
}

export interface ServerToClient {
  'run:entry': (payload: { run: string; entry: Entry }) => void
  /** Replaces the keys it holds, but for `now`, which is merged. */
  'run:live': (payload: { run: string; live: Partial<LiveState> }) => void
  'terminal:data': (payload: { terminal: string; data: string }) => void
  /** `detached`: this client was too slow and should attach again; `closed`: the shell is gone. */
  'terminal:gone': (payload: { terminal: string; why: 'closed' | 'detached' }) => void
  'proof:event': (payload: { proof: string; event: ProofEvent }) => void
}
