/** What a browser may send over the socket, checked at the door. Shapes follow `server/protocol.ts`. */
import { z } from 'zod'

const run = z.string().regex(/^[a-z0-9]{4,32}$/)
const terminal = z.string().min(1).max(80)
const step = z.string().min(1).max(80)
const host = z.string().min(1).max(80)
const path = z.string().min(1).max(1024)
const file = { run, host, path }
const size = { cols: z.int().min(2).max(500), rows: z.int().min(1).max(300) }

export const payloads = {
  'run:join': z.object({ run, after: z.int().min(0) }),
  'run:retry': z.object({ run }),
  'run:extend': z.object({ run }),
  'run:end': z.object({ run }),
  'check:ask': z.object({ run, step }),
  'check:answer': z.object({ run, step, check: step, text: z.string().max(2000) }),
  'hint:take': z.object({ run, step, hint: z.int().min(0).max(50) }),
  'reset:host': z.object({ run, host }),
  'reset:step': z.object({ run, step }),
  'catch-up': z.object({ run, step }),
  'app:open': z.object({ run, host, port: z.int().min(1).max(65_535) }),
  'file:list': z.object(file),
  'file:read': z.object(file),
  'file:save': z.object({
    ...file,
    text: z.string().max(600 * 1024),
    version: z.string().max(80).nullable(),
  }),
  'file:folder': z.object(file),
  'file:move': z.object({ ...file, to: path }),
  'file:remove': z.object(file),
  'terminal:open': z.object({ run, host, ...size }),
  'terminal:attach': z.object({ run, terminal }),
  'terminal:detach': z.object({ run, terminal }),
  'terminal:input': z.object({ run, terminal, data: z.string().max(256 * 1024) }),
  'terminal:resize': z.object({ run, terminal, ...size }),
  'terminal:shown': z.object({ run, terminal, chars: z.int().min(0) }),
  'terminal:close': z.object({ run, terminal }),
} satisfies Record<string, z.ZodType>

export const proofPayload = z.object({ proof: run })

export type EventName = keyof typeof payloads
export type Payload<Name extends EventName> = z.infer<(typeof payloads)[Name]>
