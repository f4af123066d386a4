/** What tests of whole runs share: a lab with one step, its view, and limits that do not get in the way. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { LabView } from '../../server/protocol.ts'
import { aCheck, aLab, aStep } from './builders.ts'
import { labWith } from './labs.ts'
import { labView } from './lab-view.ts'

const minute = 60_000

export const generousLimits = {
  maxRuns: 3,
  terminals: 4,
  readyWithinMs: minute,
  idleMs: 10 * minute,
  totalMs: 20 * minute,
  extensionMs: minute,
  extensions: 1,
}

/** One host, one step: a network `lan` must exist. */
export function aStandingLab(): CompiledLab {
  const check = aCheck('net.1', {
    args: { thing: 'network', name: 'host1/lan', property: 'exists', wanted: {} },
    describe: 'There is a network `lan`',
  })
  const { wanted } = labWith({ host1: {} }, [])
  return aLab({ wanted, steps: [aStep('net', { checks: [check] })] })
}

/** A lab with the view that its learner gets. */
export function aCompiled(lab: CompiledLab): { lab: CompiledLab; view: LabView } {
  const { id, digest, title, summary, level, minutes, tags, learn, requires } = lab
  const facts = { id, digest, title, summary, level, minutes, tags, learn, requires }
  const steps = lab.steps.map((step) => ({ ...step, hints: [] }))
  return { lab, view: labView({ ...facts, hosts: Object.keys(lab.wanted.hosts), steps }) }
}
