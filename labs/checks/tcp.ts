import { z } from 'zod'
import { defineCheck } from '../define.ts'
import { wholeNumber } from '../topology/scalars.ts'
import { expectField, reachability } from './reachability.ts'
import { ends } from './subject.ts'

const fields = z.strictObject({
  from: z.string().min(1).describe('A container, or a host'),
  to: z.string().min(1).describe('A container, a host, or an address'),
  port: wholeNumber(1, 65_535),
  expect: expectField.describe('reachable unless said otherwise'),
})

export const tcp = defineCheck<z.output<typeof fields>>({
  kind: 'tcp',
  summary: 'Whether a TCP port answers',
  fields,
  describe: ({ from, to, port, expect }) =>
    `\`${from}\` ${expect === 'unreachable' ? 'cannot reach' : 'reaches'} port ${port} of \`${to}\``,
  mentions: ends,
  live: true,
  run: ({ from, to, port, expect }, probe) =>
    reachability(
      {
        from,
        to,
        expect,
        part: `port ${port} of`,
        attempt: (address) => ({ kind: 'tcp', address, port }),
      },
      probe,
    ),
  example: { from: 'web', to: 'db', port: 5432 },
})
