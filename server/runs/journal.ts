/** A run's record as this process sees it: appended in order, shown to whoever listens, folded into progress. */
import type { Entry, EntryBody, LiveState } from '../protocol.ts'
import type { Records, RunEnd } from '../records/ports.ts'
import { advance, noProgress, type Progress } from '../verify/progress.ts'
import type { LearnerEyes } from './learner.ts'

export interface RunListener {
  entry(entry: Entry): void
  live(patch: Partial<LiveState>): void
}

export interface Journal {
  readonly progress: Progress
  /** Resolves once the entry is kept and shown. What is shown and what is kept never differ in order. */
  record(body: EntryBody): Promise<void>
  finish(end: RunEnd): Promise<void>
  /** Entries after `after`, as the learner may see them. */
  entries(after: number): Promise<Entry[]>
  /** Folds entries of an earlier server's life. */
  recall(entries: readonly Entry[]): void
  subscribe(listener: RunListener): () => void
  sendLive(patch: Partial<LiveState>): void
  idle(): Promise<void>
}

export function createJournal(
  run: string,
  records: Pick<Records, 'append' | 'finish' | 'entries'>,
  eyes: LearnerEyes,
): Journal {
  const listeners = new Set<RunListener>()
  const progress = noProgress()
  let last: Promise<unknown> = Promise.resolve()

  const publish = (entry: Entry) => {
    advance(progress, entry.body, entry.at)
    const shown = eyes.entry(entry)
    for (const listener of listeners) listener.entry(shown)
  }

  const inOrder = (write: () => Promise<Entry | undefined>): Promise<void> => {
    const next = last.then(write).then((entry) => {
      if (entry !== undefined) publish(entry)
    })
    last = next.catch(() => undefined)
    return next
  }

  return {
    progress,
    record: (body) => inOrder(() => records.append(run, body)),
    finish: (end) => inOrder(() => records.finish(run, end)),
    async entries(after) {
      await last
      return (await records.entries(run, after)).map(eyes.entry)
    },
    recall(entries) {
      for (const { body, at } of entries) advance(progress, body, at)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    sendLive(patch) {
      for (const listener of listeners) listener.live(patch)
    },
    idle: async () => void (await last),
  }
}
