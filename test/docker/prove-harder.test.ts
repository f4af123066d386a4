/** A lab that is weak on purpose: proofs say where, by name, and leave nothing behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, parse } from '../../labs/format/index.ts'
import { surprises, type LabProof } from '../../server/verify/proof-report.ts'
import { proveFully } from '../../server/verify/prove-fully.ts'
import { openBench, type Bench } from '../support/docker.ts'
import { freshRun } from '../support/run-names.ts'

const text = `slipway: 1
title: A weak lab
hosts:
  host1: { images: [busybox], networks: { lan: {} } }
steps:
  - id: start
    title: Start a container
    goal: { host1: { containers: { web: { state: running, volumes: [/data] } } } }
    mistakes:
      - title: A slip in the name
        run: docker run -itd --name wbe busybox
        says: There is no container \`web\`
      - title: A promise that nobody keeps
        run: docker volume create heap
        says: that a volume is in the way
    alternatives:
      - title: In two goes
        run: |
          docker create -it --name web --net lan --network-alias shop -v /data busybox
          docker start web
      - title: In half a go
        run: docker create -it --name web --net lan -v /data busybox
    solution: docker run -itd --name web --net lan --network-alias shop -v /data busybox
  - id: note
    title: Leave a note
    checks:
      - file: { at: { container: web, path: /data/note }, contains: hello }
    solution: docker exec web sh -c 'echo hello > /data/note'
  - id: clean
    title: Clean up
    goal: { host1: { containers: { web: absent } } }
    solution: docker rm -f web
accepts:
  - mutation: disconnect container web from lan
    because: Nobody calls it.
  - mutation: pause container web
    because: This is noticed, so there is nothing to accept.
`

describe('a weak lab', () => {
  let bench: Bench
  let proof: LabProof
  const opened: string[] = []

  beforeAll(async () => {
    bench = await openBench()
    const { lab } = parse(text)
    if (lab === undefined) throw new Error('this is no lab')
    const compiled = compile(lab, { id: 'weak', seed: 'seed' })
    const open = () => {
      const run = freshRun()
      opened.push(run)
      return bench.environments.open(run, compiled)
    }
    const events = { onStep: () => undefined, onWay: () => undefined, onMutant: () => undefined }
    proof = await proveFully(compiled, open, { alternatives: true, mutate: true }, events)
  })
  afterAll(() => bench.close())

  const verdicts = () =>
    Object.fromEntries(proof.mutants.map(({ name, verdict }) => [name, verdict]))

  it('proves its steps, for its mistakes are taken back', () => {
    expect(proof.failure).toBe('')
    expect(proof.steps.map(({ surprise }) => surprise)).toEqual(['', '', ''])
  })

  it('breaks each thing where it is last, and sees what nobody notices', () => {
    expect(verdicts()).toEqual({
      'pause container web': 'noticed',
      'rename container web': 'noticed',
      'stop container web': 'noticed',
      'change /data/note in container web': 'noticed',
      'change content of volume of web at /data': 'noticed',
      'empty volume of web at /data': 'noticed',
      'drop volumes of container web': 'noticed',
      'disconnect container web from lan': 'accepted',
      'forget aliases of container web on lan': 'survived',
      'remove network lan': 'survived',
    })
    const last = Object.fromEntries(proof.mutants.map(({ name, step }) => [name, step]))
    expect(last['stop container web']).toBe('note')
    expect(last['remove network lan']).toBe('clean')
  })

  it('names every weakness, and what is accepted without need', () => {
    const wrong = surprises(proof).join('\n')
    expect(wrong).toContain('mistake “A promise that nobody keeps”: nobody says “that a volume')
    expect(wrong).toContain('alternative “In half a go”: does not pass')
    expect(wrong).toContain('after clean: nobody notices “remove network lan”')
    expect(wrong).toContain('accepts “pause container web”, but it was noticed')
    expect(surprises(proof)).toHaveLength(5)
  })

  it('leaves no environment behind', async () => {
    const swept = await bench.environments.sweep(new Set())
    expect(swept.filter((run) => opened.includes(run))).toEqual([])
    expect(opened.length).toBeGreaterThan(3)
  })
})
