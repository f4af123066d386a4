import { z } from 'zod'
import type { Layout } from '../layout.ts'

const position = z.object({ x: z.number(), y: z.number() })
const layoutFields = z.object({ version: z.literal(1), positions: z.record(z.string(), position) })

export function newLayout(): Layout {
  return { version: 1, positions: {} }
}

/** Undefined where the text is not a layout. */
export function readLayout(text: string): Layout | undefined {
  try {
    return layoutFields.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
