/**
 * Every lab we ship is proved on a real engine: each step fails before its solution and passes after it and after every
 * alternative, and says the right thing to its typical mistakes. A few labs go side by side, and the summary says how long each took.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCatalogue, type Catalogue } from '../server/catalogue.ts'
import { readConfig } from '../server/config.ts'
import { openDock, type Dock } from '../server/dock.ts'
import { createLog } from '../server/log.ts'
import { proofTimes, surprises, type LabProof } from '../server/verify/proof-report.ts'
import { proveFully } from '../server/verify/prove-fully.ts'
import { defaultJobs, sideBySide } from '../server/verify/side-by-side.ts'
import { root } from './support/sources.ts'
import { freshRun } from './support/run-names.ts'

const folder = join(root, 'labs/catalogue')
const ids = readdirSync(folder).filter((id) => existsSync(join(folder, id, 'lab.yaml')))
/** Cheap labs of each kind, whose checks are also shown to notice what breaks; the others take `prove --all --mutate`. */
const broken = new Set(['default-bridge', 'recap', 'volumes'])
const quiet = { onStep: () => undefined, onWay: () => undefined, onMutant: () => undefined }

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

  it('shows each learner, in each lab, something that is different for others', () => {
    const same = ids.filter((id) => {
      const drawn = ['one', 'two', 'three'].map((seed) => catalogue.compile(id, seed).lab.params)
      return new Set(drawn.map((params) => JSON.stringify(params))).size === 1
    })
    expect(same).toEqual([])
  })

  it('tries at least two mistakes in each lab', () => {
    const few = ids.filter((id) => {
      const { steps } = catalogue.compile(id, 'seed').lab
      return steps.flatMap(({ mistakes }) => mistakes).length < 2
    })
    expect(few).toEqual([])
  })

  describe('proves', () => {
    const seen = new Set<string>()
    const told = new Map<string, (proof: Promise<LabProof>) => void>()
    const proofs = new Map(
      ids.map((id) => [id, new Promise<LabProof>((resolve) => told.set(id, resolve))]),
    )

    const prove = async (id: string) => {
      const { lab } = catalogue.compile(id, freshRun())
      const open = () => dock.environments.open(freshRun(), lab)
      return proveFully(lab, open, { alternatives: true, mutate: broken.has(id) }, quiet)
    }
    const tell = async (id: string) => {
      const proof = prove(id)
      told.get(id)?.(proof)
      // Its own test fails with it; the others go on.
      await proof.catch(() => undefined)
    }

    const began = performance.now()
    beforeAll(() => void sideBySide(ids, defaultJobs(), tell))
    // What the time goes into, for whoever finds the suite slow: a limit here would only fail on a slow machine.
    afterAll(async () => {
      const settled = await Promise.allSettled(proofs.values())
      const had = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      const passed = ((performance.now() - began) / 1000).toFixed(0)
      console.log(`${proofTimes(had)}\n${passed} s passed, side by side`)
    })

    it.each(ids)('%s', { retry: 1 }, async (id) => {
      // What is asked once more is proved once more.
      const again = seen.has(id)
      seen.add(id)
      const proof = await (again ? prove(id) : proofs.get(id))
      expect(proof && surprises(proof)).toEqual([])
      expect(proof?.steps.map(({ before, after }) => `${before}, ${after}`)).toEqual(
        catalogue.compile(id, 'seed').lab.steps.map(() => 'fails, passes'),
      )
    })
  })
})
