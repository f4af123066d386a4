/** The review table's rows: which are shown, in which order. Pure. */
import type { RunRow } from '../../server/protocol.ts'
import { elapsed, isLive, stateOf } from './words.ts'

export const columns = [
  { key: 'learner', label: 'Learner', number: false },
  { key: 'lab', label: 'Lab', number: false },
  { key: 'state', label: 'State', number: false },
  { key: 'passed', label: 'Steps', number: true },
  { key: 'time', label: 'Time', number: true },
  { key: 'failures', label: 'Failures', number: true },
  { key: 'hints', label: 'Hints', number: true },
  { key: 'started', label: 'Started', number: true },
] as const

export type ColumnKey = (typeof columns)[number]['key']

export interface Order {
  key: ColumnKey
  down: boolean
}

export interface Filters {
  /** Words that all occur in learner, lab, state or the run's id. */
  text: string
  /** A lab's id; empty for all. */
  lab: string
  state: StateFilter
}

export type StateFilter = '' | 'live' | 'finished' | 'ended' | 'failed'

export const stateFilters: { value: StateFilter; label: string }[] = [
  { value: '', label: 'All states' },
  { value: 'live', label: 'Running now' },
  { value: 'finished', label: 'Finished' },
  { value: 'ended', label: 'Ended early' },
  { value: 'failed', label: 'Failed' },
]

export const noFilters: Filters = { text: '', lab: '', state: '' }
export const newestFirst: Order = { key: 'started', down: true }

export function filterRows(rows: RunRow[], filters: Filters): RunRow[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    if (filters.lab !== '' && row.lab !== filters.lab) return false
    if (filters.state !== '' && classOf(row) !== filters.state) return false
    const all = `${row.learner} ${row.title} ${row.lab} ${stateOf(row).word} ${row.run}`
    return words.every((word) => all.toLowerCase().includes(word))
  })
}

function classOf(row: RunRow): StateFilter {
  if (isLive(row)) return 'live'
  if (row.status === 'failed') return 'failed'
  return stateOf(row).word === 'Finished' ? 'finished' : 'ended'
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** A new array; equal rows are newest first, so that an order is never a matter of chance. */
export function sortRows(rows: RunRow[], order: Order, now: number): RunRow[] {
  const sign = order.down ? -1 : 1
  const compare = comparisons(now)[order.key]
  return [...rows].sort((a, b) => sign * compare(a, b) || b.startedAt - a.startedAt)
}

function comparisons(now: number): Record<ColumnKey, (a: RunRow, b: RunRow) => number> {
  const share = (row: RunRow) => (row.steps === 0 ? 0 : row.passed / row.steps)
  return {
    learner: (a, b) => names.compare(a.learner, b.learner),
    lab: (a, b) => names.compare(a.title, b.title),
    state: (a, b) => names.compare(stateOf(a).word, stateOf(b).word),
    passed: (a, b) => share(a) - share(b),
    time: (a, b) => elapsed(a, now) - elapsed(b, now),
    failures: (a, b) => a.failures - b.failures,
    hints: (a, b) => a.hints - b.hints,
    started: (a, b) => a.startedAt - b.startedAt,
  }
}

/** The order after a press on a column's head: numbers start with the most, names with A. */
export function pressed(order: Order, key: ColumnKey): Order {
  if (order.key === key) return { key, down: !order.down }
  return { key, down: columns.some((column) => column.key === key && column.number) }
}

/** The labs that rows belong to, by title, each once. */
export function labsOf(rows: RunRow[]): { value: string; label: string }[] {
  const labs = new Map(rows.map((row) => [row.lab, row.title]))
  return [...labs]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => names.compare(a.label, b.label))
}

/** Filters and order as an address keeps them, so that a way back leads to the same table. */
export function toQuery(filters: Filters, order: Order): string {
  const query = new URLSearchParams()
  if (filters.text) query.set('q', filters.text)
  if (filters.lab) query.set('lab', filters.lab)
  if (filters.state) query.set('state', filters.state)
  if (order.key !== newestFirst.key || order.down !== newestFirst.down) {
    query.set('sort', `${order.down ? '-' : ''}${order.key}`)
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}

export function fromQuery(search: string): { filters: Filters; order: Order } {
  const query = new URLSearchParams(search)
  const sort = query.get('sort') ?? ''
  const key = columns.find((column) => column.key === sort.replace(/^-/, ''))?.key
  const state = stateFilters.find((filter) => filter.value === query.get('state'))?.value ?? ''
  return {
    filters: { text: query.get('q') ?? '', lab: query.get('lab') ?? '', state },
    order: key ? { key, down: sort.startsWith('-') } : newestFirst,
  }
}
