/** Lengths of time as a lab writes them: seconds, or a number with a unit. */
import { z } from 'zod'

export const duration = z.union([
  z.number().min(0),
  z.string().regex(/^\d+(\.\d+)?\s*(ms|s|m)$/, 'is not a duration'),
])

/** `1.5s` → 1500; a bare number is seconds. */
export function milliseconds(written: z.output<typeof duration>): number {
  if (typeof written === 'number') return written * 1000
  const unit = written.endsWith('ms') ? 1 : written.endsWith('s') ? 1000 : 60_000
  return Math.round(Number.parseFloat(written) * unit)
}
