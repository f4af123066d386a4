import { AppError } from '../errors.ts'

/** Why a proof did not come to its end, with what to do where that is known. @param late aborts after `ms` */
export function cutShort(error: unknown, late: AbortSignal, ms: number): string {
  if (late.aborted) return `it was not done after ${ms / 60_000} minutes`
  if (error instanceof AppError) return `${error.message}. ${error.advice}`.trim()
  return error instanceof Error ? error.message : String(error)
}
