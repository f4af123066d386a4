/** The shapes of what the builder sends. */
import { z } from 'zod'

const position = z.looseObject({ x: z.number(), y: z.number() })

/** Loose: what a newer builder keeps beside the positions is kept too. */
const layout = z.looseObject({ version: z.literal(1), positions: z.record(z.string(), position) })

const path = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (name) => !name.split('/').some((part) => part === '' || part === '.' || part === '..'),
    'a file is named by a path below files/, such as app/start.sh',
  )
  .refine((name) => !/[\p{Cc}\\]/u.test(name), 'a path has no control characters or backslashes')

const content = { text: z.string(), layout, files: z.record(path, z.string()) }

export const createBody = z.object({
  from: z.string().min(1).max(100).optional(),
  content: z.object(content).optional(),
})
export const proveBody = z.object({ mutate: z.boolean().default(false) })
export const saveBody = z.object({
  revision: z.int().min(0),
  attempt: z
    .string()
    .regex(/^\w{8,40}$/)
    .optional(),
  ...content,
})
export const publishBody = z.object({ note: z.string().trim().max(2000).default('') })
