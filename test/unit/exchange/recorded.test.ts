import { describe, expect, it } from 'vitest'
import { COMMAND_LIMIT, recordedStep, type Found } from '../../../labs/exchange/index.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import { aContainer, aHost, aNetwork, endpoint } from '../../support/states.ts'

const images = { busybox: { command: ['sh'], environment: { PATH: '/bin' } } }
const holding = (host: Partial<HostState>): Found => ({
  hosts: { host1: aHost({ images: ['busybox:latest'], ...host }) },
  images,
})
const one = aContainer({
  image: 'busybox:latest',
  command: ['sleep', '1d'],
  environment: { PATH: '/bin' },
  networkMode: 'web',
  endpoints: { web: endpoint('172.18.0.2') },
})
const heard = (text: string, exit = 0) => ({ host: 'host1', text, exit })

describe('a step from doing it once', () => {
  it('asks for what changed, by what was typed', () => {
    const after = holding({ networks: { web: aNetwork() }, containers: { one } })
    const create = 'docker network create web'
    const run = 'docker run -d --name one --network web busybox sleep 1d'
    const step = recordedStep(holding({}), after, [heard(create), heard(run)])
    expect(step.goal).toEqual({
      host1: {
        networks: { web: { driver: 'bridge' } },
        containers: { one: { image: 'busybox', command: ['sleep', '1d'], networks: ['web'] } },
      },
    })
    expect(step.commands.map((each) => each.run)).toEqual([create, run])
    expect(step).toMatchObject({ title: create, leftOut: [], isEmpty: false })
    expect(step.proposals.map(({ path }) => path)).toContainEqual(['host1', 'networks', 'web'])
  })

  it('leaves a command that failed for the author to take', () => {
    const commands = [heard('docker network create', 1), heard('echo ${HOME}')]
    const step = recordedStep(holding({}), holding({}), commands)
    expect(step.commands.map(({ run, taken }) => [run, taken])).toEqual([
      ['docker network create', false],
      ['echo $${HOME}', true],
    ])
    expect(step).toMatchObject({ goal: {}, title: 'echo $${HOME}', isEmpty: false })
  })

  it('does not take a command whose end was not heard', () => {
    const long = heard(`echo ${'x'.repeat(COMMAND_LIMIT)}`.slice(0, COMMAND_LIMIT))
    const { commands, leftOut } = recordedStep(holding({}), holding({}), [long])
    expect(commands.map(({ taken }) => taken)).toEqual([false])
    expect(leftOut).toHaveLength(1)
  })

  it('says what no goal can ask for, and keeps the rest', () => {
    const before = holding({ images: ['busybox:latest', 'old:latest'] })
    const step = recordedStep(before, holding({ networks: { web: aNetwork() } }), [])
    expect(step.goal).toEqual({ host1: { networks: { web: { driver: 'bridge' } } } })
    expect(step.leftOut).toEqual(['A goal cannot ask that an image is gone.'])
  })

  it('asks of a thing that stayed for what is otherwise', () => {
    const networks = { web: aNetwork(), other: aNetwork() }
    const endpoints = { ...one.endpoints, other: endpoint('172.19.0.2') }
    const before = holding({ networks, containers: { one } })
    const after = holding({ networks, containers: { one: { ...one, endpoints } } })
    expect(recordedStep(before, after, []).goal).toEqual({
      host1: { containers: { one: { networks: ['web', 'other'] } } },
    })
  })

  it('asks that what went stays away', () => {
    const before = holding({ networks: { web: aNetwork() } })
    expect(recordedStep(before, holding({}), []).goal).toEqual({
      host1: { networks: { web: 'absent' } },
    })
  })

  it('is empty where nothing changed and nothing was typed', () => {
    expect(recordedStep(holding({}), holding({}), []).isEmpty).toBe(true)
  })
})
