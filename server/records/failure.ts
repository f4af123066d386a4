/** Translates what the two databases throw, once, at the edge of this folder. */
import { AppError } from '../errors.ts'

/** Codes of "no space": SQLite's, PostgreSQL's and the operating system's. */
const full = new Set(['SQLITE_FULL', '53100', 'ENOSPC'])
/** Another connection holds the lock; going on after a moment is right. */
const busy = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01'])

export function isBusy(error: unknown): boolean {
  return busy.has(codeOf(error))
}

export function toDatabaseError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const reason = reasonOf(error)
  if (full.has(codeOf(error))) return new AppError('disk-full', { reason }, error)
  if (isBusy(error)) {
    const held = 'another program holds it locked'
    return new AppError('database', { reason: held }, error)
  }
  return new AppError('database', { reason }, error)
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  // An AggregateError of refused addresses has no message of its own.
  const message = error instanceof Error ? error.message : String(error)
  return message === '' ? code || 'no reason was given' : message
}
