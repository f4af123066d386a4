/** The scalar forms that Compose allows: a number may be written as text, a map as a list, a size with a unit. */
import { z } from 'zod'

/** What a refinement says about a mistake: the code is one of the catalogue of diagnostics. */
export interface Objection {
  code: string
  message: string
  advice: string
}

/** An issue that carries its own code and advice to the author. */
export function object(
  context: { addIssue(issue: { code: 'custom'; message: string; params: object }): void },
  { code, message, advice }: Objection,
): void {
  context.addIssue({ code: 'custom', message, params: { code, advice } })
}

export function wholeNumber(min = 0, max = Number.MAX_SAFE_INTEGER) {
  return z
    .union([z.number(), z.string().regex(/^-?\d+$/, 'is not a whole number')])
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))
}

export const decimal = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?$/, 'is not a number')])
  .transform(Number)
  .pipe(z.number().min(0))

export const flag = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform((value) => value === true || value === 'true')

/** A scalar that Compose reads as text; `null` is an empty value. */
export const text = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const entry = z.union([text, z.null()]).transform((value) => value ?? '')

/** `{A: b}` or `[A=b]` → a record of strings. */
export const stringMap = z
  .union([z.record(z.string(), entry), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? fromList(value) : value))

function fromList(list: string[]): Record<string, string> {
  return Object.fromEntries(
    list.map((item) => {
      const at = item.indexOf('=')
      return at < 0 ? [item, ''] : [item.slice(0, at), item.slice(at + 1)]
    }),
  )
}

const units: Record<string, number> = { '': 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

/** `512m` → bytes. */
export const byteSize = z
  .union([
    z.number().int().min(0),
    z.string().regex(/^\d+(\.\d+)?\s*([bkmg]b?)?$/i, 'is not a size'),
  ])
  .transform((value) => (typeof value === 'number' ? value : toBytes(value)))

function toBytes(value: string): number {
  const unit = (/[bkmg]/i.exec(value)?.[0] ?? '').toLowerCase()
  return Math.round(Number.parseFloat(value) * (units[unit] ?? 1))
}

export const stringList = z.array(text)

/** One of a thing, or a list of them. */
export const oneOrMany = z
  .union([text, stringList])
  .transform((value) => (Array.isArray(value) ? value : [value]))
