import { describe, expect, it } from 'vitest'
import { createDesk, type DeskPorts } from '../../../server/desk.ts'
import { AppError } from '../../../server/errors.ts'
import { labView } from '../../support/lab-view.ts'

function deskWith(warned: unknown[]) {
  const broken = new AppError('lab-broken', { lab: 'bad', diagnostics: 'lab.yaml:3:1 no steps' })
  const ports = {
    library: {
      ids: () => Promise.resolve(['good', 'bad']),
      show: (id: string) =>
        id === 'bad' ? Promise.reject(broken) : Promise.resolve({ view: labView({ id }) }),
    },
    records: { rows: () => Promise.resolve([]) },
    runs: { all: () => [] },
    dock: {
      engine: { isolation: { level: '', words: '' }, cgroup: { version: 1, driver: 'cgroupfs' } },
      prepared: { digests: {} },
      lacking: {},
    },
    limits: {},
    paths: [],
    warn: (error: unknown) => void warned.push(error),
  }
  return createDesk(ports as unknown as DeskPorts)
}

describe('a lab that cannot be read', () => {
  it('takes no other lab out of the catalogue', async () => {
    const warned: unknown[] = []
    const cards = await deskWith(warned).catalogue.cards()
    expect(cards.map(({ id }) => id)).toEqual(['good'])
    expect(warned).toHaveLength(1)
  })
  it('is told to the administrator in words', async () => {
    const { unreadable } = await deskWith([]).administration()
    expect(unreadable).toEqual([
      {
        lab: 'bad',
        problem: {
          code: 'lab-broken',
          title: 'The lab "bad" has mistakes',
          advice: 'lab.yaml:3:1 no steps',
        },
      },
    ])
  })
})
