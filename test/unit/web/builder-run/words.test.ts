import { expect, it } from 'vitest'
import type { PlanStep, VersionRow } from '../../../../server/protocol.ts'
import { appliedWords } from '../../../../web/builder/run/applied.ts'
import { publishedWords } from '../../../../web/builder/run/published.ts'

const version = (number: number): VersionRow => ({
  ...{ number, digest: `sha256:${number}`, at: 0, title: '', note: '' },
})
const change = (target: string): PlanStep => ({
  ...{ host: 'host1', action: 'container.create', target, reason: 'it is missing' },
})

it('says what publishing came to: a new version, the same, or an older one again', () => {
  expect(publishedWords(version(1), undefined)).toBe('Published as version 1.')
  expect(publishedWords(version(3), version(2))).toBe('Published as version 3.')
  expect(publishedWords(version(2), version(2))).toMatch(/^Nothing has changed since version 2/)
  expect(publishedWords(version(1), version(2))).toMatch(/same as version 1, which learners get/)
})

it('says what was applied, and what was not as planned', () => {
  expect(appliedWords([], [])).toBe('Applied. Nothing in the hosts had to change.')
  expect(appliedWords([change('db')], [change('db')])).toBe('Applied: 1 change.')
  expect(appliedWords([change('db'), change('web')], [change('db'), change('old')])).toBe(
    'Applied: 2 changes. Something had changed since the plan. ' +
      'Also done: host1: container.create web. No longer needed: host1: container.create old.',
  )
})
