/** What is put back and carried out for a learner, on a real engine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Replay } from '../../server/protocol.ts'
import { until } from '../support/docker.ts'
import { openStandingRun, type StandingRun } from '../support/standing-run.ts'

const minute = 60_000

describe('a run', () => {
  let standing: StandingRun
  let run: StandingRun['run']
  let sh: StandingRun['sh']
  let bodies: StandingRun['bodies']
  let records: StandingRun['records']

  beforeAll(async () => {
    standing = await openStandingRun()
    ;({ run, sh, bodies, records } = standing)
  })
  afterAll(() => standing?.close())

  const settled = (): Promise<Replay | 'done'> =>
    until(
      'the replay to end',
      async () => {
        const { replay } = (await run.join(0)).live
        return replay ? replay.error && replay : 'done'
      },
      2 * minute,
    )

  describe('what is put back and carried out for a learner', () => {
    it('is a host as it was at the start, and no other', async () => {
      await sh('touch /root/mark', 'host2')
      await sh('docker volume create left; touch /root/mark')
      await run.replays.resetHost('host1')
      await expect(run.ask('first')).rejects.toMatchObject({ code: 'run-busy' })
      expect(await settled()).toBe('done')
      expect(await sh('docker volume ls -q; ls /root; docker images -q | wc -l')).toBe('1\n')
      expect(await sh('ls /root', 'host2')).toBe('mark\n')
      // Its checks are asked anew afterwards, and what they find may be recorded by now.
      const resets = bodies.filter((body) => body.type === 'reset')
      expect(resets).toEqual([{ type: 'reset', host: 'host1' }])
    })

    it('is no step that the learner has not come to', async () => {
      const refused = run.replays.resetStep('third')
      await expect(refused).rejects.toMatchObject({ code: 'bad-request' })
      expect(await sh('docker network ls --format "{{.Name}}" | sort | xargs')).toBe(
        'bridge host none\n',
      )
      expect(bodies.some(({ type }) => type === 'passed' || type === 'caught-up')).toBe(false)
    })

    it('is every step before one, marked as not the learner’s', async () => {
      await run.replays.catchUp('third')
      expect(await settled()).toBe('done')
      const marked = bodies.flatMap((body) => (body.type === 'caught-up' ? [body.step] : []))
      expect(marked).toEqual(['first', 'second'])
      expect(await sh('docker network ls --format "{{.Name}}" | sort | xargs')).toBe(
        'bridge first host none second\n',
      )
      expect(await records.row(run.id)).toMatchObject({ passed: 0, caughtUp: 2 })
      await sh('docker network create third')
      await until('the third step', () => bodies.some((body) => body.type === 'passed'))
      expect(await records.row(run.id)).toMatchObject({ passed: 1, caughtUp: 2 })
      // What was typed for the learner counts as typed.
      expect((await run.join(0)).live.now['second.2']?.verdict).toBe('pass')
      const again = run.replays.catchUp('third')
      await expect(again).rejects.toMatchObject({ code: 'bad-request' })
    })

    it('is where a step began, on every host', async () => {
      await sh('docker volume create left')
      await run.replays.resetStep('second')
      expect(await settled()).toBe('done')
      expect(
        await sh(
          'docker network ls -q --filter name=first --format "{{.Name}}"; docker volume ls -q',
        ),
      ).toBe('first\n')
      expect(await sh('docker network ls --format "{{.Name}}"')).not.toContain('second')
      expect(await sh('ls /root', 'host2')).toBe('')
      expect((await records.record(run.id)).intact).toBe(true)
    })

    it('says why a step could not be carried out, and lets the learner go on', async () => {
      await sh('docker network create second; docker network create third')
      await run.replays.catchUp('fifth')
      const ended = await settled()
      expect(ended).toMatchObject({ what: 'catch-up', target: 'fifth' })
      expect(ended).toMatchObject({ error: { code: 'replay-failed' } })
      expect(bodies.filter((body) => body.type === 'caught-up')).toHaveLength(2)
      await sh('docker network create fourth')
      await until('the fourth step', () =>
        bodies.some((body) => body.type === 'passed' && body.step === 'fourth'),
      )
      await expect(run.replays.resetHost('host7')).rejects.toMatchObject({ code: 'bad-request' })
    })
  })
})
