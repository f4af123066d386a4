import { describe, expect, it } from 'vitest'
import { openQuestion, type Found, type Heard } from '../../../../labs/exchange/index.ts'
import { parse } from '../../../../labs/format/index.ts'
import { emptyText } from '../../../../server/drafts/empty.ts'
import type { Result } from '../../../../server/protocol.ts'
import { begin, command, undo, type Editing } from '../../../../web/builder/editing.ts'
import { addRecorded } from '../../../../web/builder/record/add-recorded.ts'
import { createRecording } from '../../../../web/builder/record/recording.svelte.ts'
import { stepOf } from '../../../../web/builder/record/recorded-step.ts'
import { aHost, aNetwork } from '../../../support/states.ts'

const typed = (host: string, run: string, taken = true) => ({
  ...{ host, run, taken },
  exit: taken ? 0 : 1,
})

describe('a recorded step', () => {
  it('is solved by what was taken, host by host', () => {
    const commands = [
      typed('host1', 'docker network create lan'),
      typed('host1', 'docker netwrok ls', false),
      typed('host1', 'docker network ls'),
      typed('host2', 'docker ps'),
    ]
    const step = stepOf({ title: 'Make a network!', goal: { host1: {} }, commands }, 2)
    expect(step).toEqual({
      id: 'make-a-network',
      title: 'Make a network!',
      text: 'Say what to do.',
      checks: [openQuestion],
      solution: [
        { host: 'host1', run: 'docker network create lan\ndocker network ls' },
        { host: 'host2', run: 'docker ps' },
      ],
    })
    const alone = stepOf({ title: 'A', goal: {}, commands: commands.slice(0, 1) }, 1)
    expect(alone).toMatchObject({ solution: 'docker network create lan' })
  })

  it('takes the place of a new lab’s example, as one step of the history', () => {
    let editing: Editing = begin(emptyText, { version: 1, positions: {} })
    const doc = {
      get text() {
        return editing.text
      },
      run(wanted: Parameters<typeof command>[1], label: string, gesture = '') {
        const done = command(editing, wanted, { label, gesture, time: 0 })
        if ('refused' in done) return done
        editing = done.editing
        return done.applied
      },
    }
    const goal = { host1: { networks: { lan: { driver: 'bridge' } } } }
    const commands = [typed('host1', 'docker network create lan')]
    expect(addRecorded(doc, stepOf({ title: 'One', goal, commands }, 1))).toEqual({ steps: 1 })
    expect(addRecorded(doc, stepOf({ title: 'Two', goal: {}, commands }, 1))).toEqual({ steps: 2 })
    expect(editing.text).not.toContain('example_net')
    expect(parse(editing.text).diagnostics.filter(({ severity }) => severity === 'error')).toEqual(
      [],
    )
    expect(undo(undo(editing)).text).toBe(emptyText)
  })
})

describe('a recording', () => {
  const holding = (...names: string[]): Result<Found> => ({
    ok: true,
    value: {
      hosts: {
        host1: aHost({ networks: Object.fromEntries(names.map((name) => [name, aNetwork()])) }),
      },
    },
  })
  const lost: Result<Found> = { ok: false, error: { code: 'engine-lost', title: 'x', advice: 'x' } }
  function recorded(...looks: Result<Found>[]) {
    let tell: ((command: Heard) => void) | undefined
    const recording = createRecording({
      look: () => Promise.resolve(looks.shift() ?? lost),
      listen(onCommand) {
        tell = onCommand
        return () => (tell = undefined)
      },
    })
    return { recording, tell: (text: string) => tell?.({ host: 'host1', text, exit: 0 }) }
  }

  it('is of what happens between its two ends, and the next goes on from there', async () => {
    const { recording, tell } = recorded(holding('a'), holding('a', 'b'), holding('a', 'b', 'c'))
    tell('early')
    await recording.begin()
    tell('docker network create b')
    await recording.end()
    expect(recording.recorded?.goal).toEqual({ host1: { networks: { b: { driver: 'bridge' } } } })
    expect(recording.recorded?.commands).toHaveLength(1)
    expect(recording.stage).toBe('off')
    recording.next()
    expect(recording.heard).toEqual([])
    await recording.end()
    expect(recording.recorded?.goal).toEqual({ host1: { networks: { c: { driver: 'bridge' } } } })
  })

  it('goes on with all that was heard where its end is taken back', async () => {
    const { recording, tell } = recorded(holding(), holding('a'), holding('a', 'b'))
    await recording.begin()
    tell('docker network create a')
    await recording.end()
    recording.resume()
    expect(recording).toMatchObject({ stage: 'on', recorded: null })
    tell('docker network create b')
    await recording.end()
    expect(recording.recorded?.commands).toHaveLength(2)
    expect(Object.keys(recording.recorded?.goal['host1'] ?? {})).toEqual(['networks'])
    recording.done()
    recording.resume()
    expect(recording.stage).toBe('off')
  })

  it('loses nothing where the hosts cannot be looked at', async () => {
    const { recording, tell } = recorded(holding(), lost, holding('a'))
    await recording.begin()
    tell('docker network create a')
    await recording.end()
    expect(recording).toMatchObject({ stage: 'on', error: { code: 'engine-lost' } })
    expect(recording.heard).toHaveLength(1)
    await recording.end()
    expect(recording.recorded?.commands).toHaveLength(1)
  })

  it('begins with none where the hosts cannot be looked at', async () => {
    const { recording } = recorded(lost)
    await recording.begin()
    expect(recording).toMatchObject({ stage: 'off', error: { code: 'engine-lost' } })
  })
})
