/** Tables for spreadsheets: UTF-8 with a byte order mark, and no cell that starts a formula. */
import { stringify } from 'csv-stringify/sync'
import type { Entry, RunRecord, RunRow } from '../../protocol.ts'
import { iso } from './times.ts'

type Cells = Record<string, string | number>

/** One line a run. */
export function rowsCsv(rows: readonly RunRow[]): string {
  const columns = [
    ...['run', 'lab', 'title', 'learner', 'status', 'reason', 'started', 'ended', 'minutes'],
    ...['passed', 'caughtUp', 'steps', 'hints', 'failures'],
  ]
  return table(columns, rows.map(rowCells))
}

/** One line an entry of a run's record, outcomes with what was expected and found. */
export function recordCsv(record: RunRecord): string {
  const columns = [
    ...['seq', 'at', 'type', 'step', 'check', 'verdict', 'trigger', 'expected', 'found'],
    ...['sentence', 'ms', 'detail', 'hash'],
  ]
  return table(columns, record.entries.map(entryCells))
}

function rowCells(row: RunRow): Cells {
  const { run, lab, title, learner, status, passed, caughtUp, steps, hints, failures } = row
  const taken = row.endedAt === undefined ? '' : ((row.endedAt - row.startedAt) / 60_000).toFixed(1)
  const times = { started: iso(row.startedAt), ended: iso(row.endedAt), minutes: taken }
  const counts = { passed, caughtUp, steps, hints, failures }
  return { run, lab, title, learner, status, reason: row.reason ?? '', ...times, ...counts }
}

function entryCells({ seq, at, body, hash }: Entry): Cells {
  const { type, ...rest } = body
  const common: Cells = { seq, at: iso(at), type, hash }
  if (body.type === 'outcome') {
    const { verdict, expected, found, sentence, ms, evidence } = body.outcome
    const { step, check, trigger } = body
    const detail = JSON.stringify(evidence)
    return { ...common, step, check, trigger, verdict, expected, found, sentence, ms, detail }
  }
  const { step = '', check = '', ...detail } = rest as Record<string, unknown>
  const text = JSON.stringify(detail)
  return { ...common, step: String(step), check: String(check), detail: text === '{}' ? '' : text }
}

function table(columns: readonly string[], lines: readonly Cells[]): string {
  return stringify([...lines], {
    columns: [...columns],
    header: true,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}
