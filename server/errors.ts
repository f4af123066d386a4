/**
 * Our own failures: not an author's mistake (a Diagnostic) and not a learner's state (an Outcome).
 * Every failure has a code; the catalogue says what happened, what it means and what to do.
 */

import { hosts } from './failures/hosts.ts'
import { machine } from './failures/machine.ts'
import { runs } from './failures/runs.ts'
import type { Failure } from './failures/failure.ts'

const catalogue = { ...machine, ...hosts, ...runs } satisfies Record<string, Failure>

export type ErrorCode = keyof typeof catalogue

/** What travels to a browser or a log. */
export interface WireError {
  code: ErrorCode
  title: string
  advice: string
}

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly status: number
  readonly advice: string

  constructor(code: ErrorCode, params: Record<string, string | number> = {}, cause?: unknown) {
    const entry: Failure = catalogue[code]
    super(fill(entry.title, params), cause === undefined ? undefined : { cause })
    this.code = code
    this.status = entry.status
    this.advice = fill(entry.advice, params)
  }

  toWire(): WireError {
    return { code: this.code, title: this.message, advice: this.advice }
  }
}

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError(
    'internal',
    { reason: error instanceof Error ? error.message : String(error) },
    error,
  )
}

function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
