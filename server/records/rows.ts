/** Between a row of the runs table and the shapes that the protocol names. */
import type { EndReason, RunRow, RunStatus } from '../protocol.ts'
import type { RunsTable } from './schema.ts'
import type { Tally } from './tally.ts'

type TallyColumns = Pick<
  RunsTable,
  | 'status'
  | 'passed'
  | 'caught_up'
  | 'hints'
  | 'failures'
  | 'reason'
  | 'ended_at'
  | 'preparing_at'
  | 'prepared_ms'
>

export function toTally(row: TallyColumns): Tally {
  return {
    status: row.status as RunStatus,
    passed: JSON.parse(row.passed) as string[],
    caughtUp: JSON.parse(row.caught_up) as string[],
    hints: row.hints,
    failures: row.failures,
    ...(row.reason === null ? {} : { reason: row.reason as EndReason }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.preparing_at === null ? {} : { preparingAt: row.preparing_at }),
    ...(row.prepared_ms === null ? {} : { preparedMs: row.prepared_ms }),
  }
}

export function fromTally(tally: Tally): TallyColumns {
  return {
    status: tally.status,
    passed: JSON.stringify(tally.passed),
    caught_up: JSON.stringify(tally.caughtUp),
    hints: tally.hints,
    failures: tally.failures,
    reason: tally.reason ?? null,
    ended_at: tally.endedAt ?? null,
    preparing_at: tally.preparingAt ?? null,
    prepared_ms: tally.preparedMs ?? null,
  }
}

export function toRunRow(row: RunsTable): RunRow {
  const tally = toTally(row)
  return {
    run: row.id,
    lab: row.lab,
    title: row.title,
    learner: row.learner,
    status: tally.status,
    startedAt: row.started_at,
    passed: tally.passed.length,
    caughtUp: tally.caughtUp.length,
    steps: row.steps,
    hints: tally.hints,
    failures: tally.failures,
    ...(tally.reason === undefined ? {} : { reason: tally.reason }),
    ...(tally.endedAt === undefined ? {} : { endedAt: tally.endedAt }),
  }
}
