import type { LabView, StepView } from '../../server/protocol.ts'

/** A small lab as a learner sees it: two steps, three checks. */
export function labView(over: Partial<LabView> = {}): LabView {
  return {
    id: 'default-bridge',
    digest: 'd1',
    title: 'The default bridge',
    summary: 'Two containers on one bridge',
    level: 'beginner',
    minutes: 10,
    tags: ['network'],
    learn: [],
    requires: [],
    hosts: ['host1'],
    steps: [step('create', 2), step('look', 1)],
    layout: { version: 1, positions: {} },
    drawing: { hosts: {}, wires: {} } as unknown as LabView['drawing'],
    ...over,
  }
}

function step(id: string, checks: number): StepView {
  return {
    id,
    title: `Step ${id}`,
    text: 'Do it.',
    hints: [],
    checks: Array.from({ length: checks }, (_, index) => ({
      id: `${id}.${index + 1}`,
      kind: 'ping',
      describe: `Check ${index + 1} of ${id}`,
      needs: [],
      weight: 1,
    })),
  }
}
