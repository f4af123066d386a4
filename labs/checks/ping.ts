import { z } from 'zod'
import { defineCheck } from '../define.ts'
import { expectField, reachability } from './reachability.ts'
import { ends } from './subject.ts'

const fields = z.strictObject({
  from: z.string().min(1).describe('A container, or a host'),
  to: z.string().min(1).describe('A container, a host, or an address'),
  expect: expectField.describe('reachable unless said otherwise'),
})

export const ping = defineCheck<z.output<typeof fields>>({
  kind: 'ping',
  summary: 'Whether one container, host or address answers another',
  fields,
  describe: ({ from, to, expect }) =>
    `\`${from}\` ${expect === 'unreachable' ? 'cannot reach' : 'reaches'} \`${to}\``,
  mentions: ends,
  live: true,
  run: ({ from, to, expect }, probe) =>
    reachability(
      { from, to, expect, part: '', attempt: (address) => ({ kind: 'ping', address }) },
      probe,
    ),
  example: { from: 'db', to: 'web', expect: 'reachable' },
})
