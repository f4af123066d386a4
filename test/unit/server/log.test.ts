import { expect, it } from 'vitest'
import { createLog } from '../../../server/log.ts'

it('writes plain lines and hides secrets', () => {
  let written = ''
  const log = createLog('info', { write: (line) => void (written += line) })
  log.debug('Not shown')
  log.info({ run: 'r1', key: 'hush', request: { cookie: 'hush' } }, 'Run started')
  log.error({ err: new Error('the engine is gone') }, 'Failed')
  const [first, second, ...rest] = written.trimEnd().split('\n')
  expect(first).toMatch(/^\d\d:\d\d:\d\d +Run started run=r1 key=\[hidden\]/)
  expect(second).toMatch(/ error +Failed \(the engine is gone\)$/)
  expect(rest).toEqual([])
  expect(written).not.toContain('hush')
})
