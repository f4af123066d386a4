/** What a proof of a draft tells, on hosts in memory that know networks only. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { HostState, LabState } from '../../../labs/topology/state.ts'
import { readContent } from '../../../server/content.ts'
import { createProofs, type Proofs } from '../../../server/drafts/proofs.ts'
import { AppError } from '../../../server/errors.ts'
import type { ProofEvent } from '../../../server/protocol.ts'
import type { Environment } from '../../../server/runs/ports.ts'
import { memoryProbe } from '../../support/memory-probe.ts'
import { aHost, aNetwork } from '../../support/states.ts'

const lab = (steps: string) => `slipway: 1
title: Networks
hosts: { host1: {} }
steps:
${steps}`
const step = (
  id: string,
  rest = `solution: docker network create ${id}`,
  net = id,
) => `  - id: ${id}
    title: Make ${id}
    goal: { host1: { networks: { ${net}: {} } } }
    ${rest}
`

let left: number
let text: string
let hang: (() => void) | undefined
let proofs: Proofs

/** Knows `docker network create` and `rm`; `sleep` hangs until the host is gone. */
function environment(): Environment {
  const host: HostState = aHost()
  let fall: (error: Error) => void = () => undefined
  left += 1
  let isGone = false
  const made: Partial<Environment> = {
    provision: () => Promise.resolve(),
    observe: (): Promise<LabState> => Promise.resolve({ hosts: { host1: structuredClone(host) } }),
    probe: () => memoryProbe(() => host),
    exec: async (_host, argv) => {
      const line = argv.at(-1) ?? ''
      const [, verb, name = ''] = /docker network (create|rm) '?(\w+)/.exec(line) ?? []
      if (line === 'sleep') {
        hang?.()
        await new Promise((_, reject) => (fall = reject))
      }
      if (verb === 'create') host.networks[name] = aNetwork()
      if (verb === 'rm') delete host.networks[name]
      return { code: 0, stdout: `${name}\n`, stderr: '' }
    },
    destroy: () => {
      if (!isGone) left -= 1
      isGone = true
      fall(new Error('the host is gone'))
      return Promise.resolve()
    },
  }
  return made as Environment
}

beforeEach(() => {
  left = 0
  hang = undefined
  proofs = createProofs({
    library: {
      find: () =>
        Promise.resolve(
          readContent({ text, layout: { version: 1, positions: {} }, files: { a: 'b' } }),
        ),
    },
    environments: { open: environment },
    warn: (error) => expect.unreachable(String(error)),
  })
})

/** Everything a proof says, once it has said its last word. */
async function whole(proof: string): Promise<ProofEvent[]> {
  return new Promise((resolve) => {
    const events: ProofEvent[] = []
    const take = (event: ProofEvent) => {
      events.push(event)
      if (event.type === 'done') resolve(events)
    }
    proofs.join(proof, take).events.forEach(take)
  })
}
const prove = async () => whole((await proofs.start('draft', { mutate: false })).proof)

describe('a proof of a draft', () => {
  it('takes the solution, the mistakes and the alternatives, and tells each', async () => {
    const more = `mistakes:
      - { title: A slip, run: docker network create typo, says: There is no network \`one\` }
    alternatives:
      - { title: In two goes, run: docker network create one }
    solution: docker network create one`
    text = lab(step('one', more))
    expect(await prove()).toMatchObject([
      { type: 'way', kind: 'mistake', title: 'A slip', surprise: '' },
      { type: 'step', step: 'one', surprise: '', transcript: expect.stringContaining('one') },
      { type: 'stage', stage: 'alternatives', count: 1 },
      { type: 'way', kind: 'alternative', title: 'In two goes', surprise: '' },
      { type: 'done', proved: true, stopped: false, missing: [], failure: '' },
    ])
    expect(left).toBe(0)
  })

  it('says which steps were never reached, and blames nothing else for it', async () => {
    text = lab(step('one') + step('again', 'solution: "true"', 'one') + step('last'))
    const events = await prove()
    expect(events.at(-1)).toMatchObject({
      ...{ proved: false, stopped: false, failure: '', missing: ['last'] },
    })
  })

  it('tells of a hint that no mistake shows', async () => {
    const hints = `hints: [{ after: 1, when: never said, text: Look. }]
    solution: docker network create one`
    text = lab(step('one', hints))
    const events = await prove()
    expect(events).toContainEqual(
      expect.objectContaining({
        unseenHints: ['no mistake shows the failure “never said” that a hint is for'],
      }),
    )
    expect(events.at(-1)).toMatchObject({ proved: false, failure: '', complaints: [] })
  })

  it('is found again with what is proved, and is forgotten with its draft', async () => {
    text = lab(step('one'))
    const view = await proofs.start('draft', { mutate: false })
    expect(view).toMatchObject({ text, files: { a: 'b' } })
    expect(proofs.current('draft')).toEqual(view)
    await whole(view.proof)
    expect(proofs.current('draft')).toEqual(view)
    expect(proofs.current('another')).toBeNull()
    await proofs.forget('draft')
    expect(proofs.current('draft')).toBeNull()
    expect(() => proofs.join(view.proof, () => undefined)).toThrow(AppError)
  })

  it('is stopped in the middle of a command, and says only that', async () => {
    text = lab(step('one') + step('two', 'solution: sleep'))
    const hangs = new Promise<void>((resolve) => (hang = resolve))
    const { proof } = await proofs.start('draft', { mutate: false })
    await hangs
    await proofs.stop('draft')
    const last = (await whole(proof)).at(-1)
    expect(last).toMatchObject({ proved: false, stopped: true, missing: ['two'], failure: '' })
    expect(left).toBe(0)
  })

  it('is refused while the text has errors, and leaves the one before alone', async () => {
    text = lab(step('one'))
    const { proof } = await proofs.start('draft', { mutate: false })
    text = 'title: ['
    await expect(proofs.start('draft', { mutate: false })).rejects.toThrow('has mistakes')
    expect((await whole(proof)).at(-1)).toMatchObject({ proved: true })
  })
})
