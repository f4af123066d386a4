/** Every lab we ship is proved on a real engine: each step fails before its solution and passes after it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCatalogue, type Catalogue } from '../server/catalogue.ts'
import { readConfig } from '../server/config.ts'
import { openDock, type Dock } from '../server/dock.ts'
import { createLog } from '../server/log.ts'
import { surprises } from '../server/verify/proof-report.ts'
import { proveLab } from '../server/verify/prove-lab.ts'
import { root } from './support/sources.ts'
import { freshRun } from './support/run-names.ts'

const folder = join(root, 'labs/catalogue')
const ids = readdirSync(folder)

describe('the catalogue', () => {
  let catalogue: Catalogue
  let dock: Dock

  beforeAll(async () => {
    catalogue = await readCatalogue(folder)
    const config = readConfig()
    dock = await openDock(config, () => undefined, createLog('error'), 'slipway-catalogue-test')
  })

  it('names in `requires` only labs that exist', () => {
    const missing = ids.flatMap((id) =>
      catalogue.compile(id, 'seed').lab.requires.filter((other) => !ids.includes(other)),
    )
    expect(missing).toEqual([])
  })

  it('gives a place in the drawing only to what a lab knows', () => {
    for (const id of ids) {
      const { lab, view } = catalogue.compile(id, 'seed')
      const hosts = Object.keys(lab.wanted.hosts)
      const strays = Object.keys(view.layout.positions).filter(
        (key) => !hosts.includes(key.split('/')[0] ?? ''),
      )
      expect(strays).toEqual([])
    }
  })

  it.each(ids)('proves %s', async (id) => {
    const { lab } = catalogue.compile(id, freshRun())
    const environment = dock.environments.open(freshRun(), lab)
    const proof = await proveLab(lab, environment, () => undefined)
    expect(surprises(proof)).toEqual([])
    expect(proof.steps.map(({ before, after }) => `${before}, ${after}`)).toEqual(
      lab.steps.map(() => 'fails, passes'),
    )
  })
})
