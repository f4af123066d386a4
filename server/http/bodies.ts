/** The shapes of what browsers send by HTTP. */
import { z } from 'zod'
import { AppError } from '../errors.ts'

/** Control characters, and those that turn the direction of the text around them. */
const invisible = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u

const learner = z
  .string()
  .trim()
  .min(1, 'a name is needed')
  .max(80, 'a name has at most 80 characters')
  .refine((name) => !invisible.test(name), 'the name has characters that cannot be shown')

export const startBody = z.object({ lab: z.string().min(1).max(100), learner })

/** AppError `bad-request` that says which member is wrong and why. */
export function readBody<T>(shape: z.ZodType<T>, body: unknown): T {
  if (body === undefined) throw new AppError('bad-request', { reason: 'a JSON body is needed' })
  const parsed = shape.safeParse(body)
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new AppError('bad-request', { reason: reasons.join('; ') })
}
