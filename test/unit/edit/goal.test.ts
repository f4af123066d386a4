import { describe, expect, it } from 'vitest'
import { drawingBefore, drawnGoal, withoutProposal } from '../../../labs/edit/index.ts'

const before = {
  host1: {
    networks: { lan: {} },
    containers: { db: { image: 'busybox', networks: ['lan'] }, old: { image: 'busybox' } },
  },
}
const after = {
  host1: {
    networks: { lan: {}, wan: { driver: 'bridge' } },
    containers: { db: { image: 'busybox', networks: ['lan', 'wan'] } },
  },
}

describe('drawing a goal', () => {
  const drawn = drawnGoal(before, after)
  it('is what differs', () => {
    expect(drawn.goal).toEqual({
      host1: {
        networks: { wan: { driver: 'bridge' } },
        containers: { db: { networks: ['lan', 'wan'] }, old: 'absent' },
      },
    })
    expect(drawnGoal(before, before)).toEqual({ goal: {}, proposals: [] })
  })

  it('proposes its checks in words', () => {
    expect(drawn.proposals).toMatchSnapshot()
  })

  it('leaves out what is not ticked', () => {
    const path = ['host1', 'containers', 'db', 'networks']
    expect(withoutProposal(drawn.goal, path)).toEqual({
      host1: { networks: { wan: { driver: 'bridge' } }, containers: { old: 'absent' } },
    })
  })

  it('starts from what the steps before have made', () => {
    const lab = {
      hosts: before,
      steps: [
        { id: 'a', goal: { containers: { db: { state: 'running' }, old: 'absent' } } },
        { id: 'b', goal: { host1: { networks: { wan: { driver: 'bridge' } } } } },
      ],
    }
    expect(drawingBefore(lab, 0)).toEqual(before)
    expect(drawingBefore(lab, 2)).toEqual({
      host1: {
        networks: { lan: {}, wan: { driver: 'bridge' } },
        containers: { db: { image: 'busybox', networks: ['lan'], state: 'running' } },
      },
    })
  })
})
