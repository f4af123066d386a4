/** Small lab pieces for unit tests: only what a test cares about is said. */
import type { CompiledCheck, CompiledLab, CompiledStep } from '../../labs/format/compiled.ts'

export function aCheck(id: string, over: Partial<CompiledCheck> = {}): CompiledCheck {
  return {
    id,
    kind: 'state',
    args: {},
    describe: `check ${id}`,
    needs: [],
    within: 0,
    stable: 1,
    weight: 1,
    live: true,
    ...over,
  }
}

export function aStep(id: string, over: Partial<CompiledStep> = {}): CompiledStep {
  return {
    id,
    title: `Step ${id}`,
    text: '',
    checks: [aCheck(`${id}.1`)],
    hints: [],
    solution: [],
    alternatives: [],
    mistakes: [],
    ...over,
  }
}

export function aLab(over: Partial<CompiledLab> = {}): CompiledLab {
  return {
    id: 'a-lab',
    digest: 'sha256:0',
    title: 'A lab',
    summary: '',
    level: 'beginner',
    minutes: 5,
    tags: [],
    learn: [],
    requires: [],
    params: {},
    wanted: { wires: ['wire'], hosts: {} },
    steps: [aStep('one')],
    accepts: [],
    ...over,
  }
}
