import { expect, it } from 'vitest'
import { ProbeError } from '../../../labs/define.ts'
import { ask } from '../../../server/verify/ask.ts'
import { aCheck } from '../../support/builders.ts'
import { memoryProbe } from '../../support/memory-probe.ts'

it('listens to an answer that nobody wants any more, so that its failure ends nothing', async () => {
  const late = () => {
    throw new ProbeError('the question was withdrawn')
  }
  const unheard: unknown[] = []
  const hear = (reason: unknown) => void unheard.push(reason)
  process.on('unhandledRejection', hear)
  const asker = { probe: () => memoryProbe(late), answer: () => undefined }
  const check = aCheck('a', {
    args: { thing: 'network', name: 'lan', property: 'exists', wanted: {} },
  })
  await expect(ask(check, asker, AbortSignal.abort(new Error('over')))).rejects.toThrow('over')
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', hear)
  expect(unheard).toEqual([])
})
