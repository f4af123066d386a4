import { expect, it } from 'vitest'
import type { Verdict } from '../../../../labs/define.ts'
import { flashOf } from '../../../../web/panels/flash.ts'
import { emptyRun, type RunState } from '../../../../web/state/reduce.ts'
import { labView } from '../../../support/lab-view.ts'

const from = { host: 'host1', name: 'db' }
const to = { host: 'host1', name: 'web' }

function state(verdict: Verdict | undefined, open = true): RunState {
  const lab = labView()
  const check = lab.steps[0]?.checks[0]
  if (check) check.between = { from, to, open }
  const outcome = { expected: '', found: '', sentence: '', evidence: [], ms: 1 }
  return {
    ...emptyRun(),
    run: { id: 'r', learner: 'Ada', startedAt: 0, lab },
    recorded: verdict ? { 'create.1': { ...outcome, verdict } } : {},
  }
}

it.each<[Verdict, boolean, boolean]>([
  ['pass', true, true],
  ['fail', true, false],
  ['pass', false, false],
  ['fail', false, true],
])('%s of a way that should be open: %s lights it as open: %s', (verdict, open, ok) => {
  expect(flashOf(state(undefined, open), state(verdict, open))).toEqual({ from, to, ok })
})

it('lights nothing that was not tried, nor what was there on opening the page', () => {
  expect(flashOf(state(undefined), state('inconclusive'))).toBeNull()
  expect(flashOf(emptyRun(), state('pass'))).toBeNull()
  const same = state('pass')
  expect(flashOf(same, same)).toBeNull()
})
