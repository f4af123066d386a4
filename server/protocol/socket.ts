/** The messages of the socket. */
import type { WireError } from '../errors.ts'
import type { ProofEvent } from './drafts.ts'
import type { FileView, FolderView } from './files.ts'
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
  /** Puts a host back to its start. Answers once it is begun; how it goes on is in `LiveState.replay`, as for the next two. */
  'reset:host': (payload: { run: string; host: string }, ack: Ack<null>) => void
  /** Puts every host to where a step began: start state, then the solutions of the steps before. */
  'reset:step': (payload: { run: string; step: string }, ack: Ack<null>) => void
  /** Carries out the steps before this one that are not passed. */
  'catch-up': (payload: { run: string; step: string }, ack: Ack<null>) => void
  /** Answers with an address of its own for what listens on a port of a host; AppError `apps-unnamed`. */
  'app:open': (payload: { run: string; host: string; port: number }, ack: Ack<string>) => void
  'file:list': (payload: { run: string; host: string; path: string }, ack: Ack<FolderView>) => void
  'file:read': (payload: { run: string; host: string; path: string }, ack: Ack<FileView>) => void
  /** `version`: the content that is replaced; null for a new file. AppError `file-changed`. */
  'file:save': (
    payload: { run: string; host: string; path: string; text: string; version: string | null },
    ack: Ack<FileView>,
  ) => void
  'file:folder': (payload: { run: string; host: string; path: string }, ack: Ack<null>) => void
  'file:move': (
    payload: { run: string; host: string; path: string; to: string },
    ack: Ack<null>,
  ) => void
  'file:remove': (payload: { run: string; host: string; path: string }, ack: Ack<null>) => void
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
