import { describe, expect, it } from 'vitest'
import { commandsOf, writtenSolution } from '../../../../web/builder/steps/solution.ts'

describe('a solution in its form', () => {
  it('keeps the variables that commands give to those after them', () => {
    const written = [
      { host: 'host1', run: 'docker swarm join-token -q worker', keep: 'TOKEN' },
      { host: 'host2', run: 'docker swarm join --token "$TOKEN" host1:2377' },
    ]
    const [first, second] = commandsOf(written, 'host1')
    if (first === undefined || second === undefined) throw new Error('Commands are missing')
    const changed = [{ ...first, run: 'docker swarm join-token -q manager' }, second]
    expect(writtenSolution(changed, ['host1', 'host2'])).toEqual([
      { host: 'host1', run: 'docker swarm join-token -q manager', keep: 'TOKEN' },
      written[1],
    ])
  })

  it('is a plain text only where nothing but the command is said', () => {
    expect(writtenSolution([{ host: 'host1', run: 'true' }], ['host1'])).toBe('true')
    const kept = [{ host: 'host1', run: 'hostname', keep: 'NAME' }]
    expect(writtenSolution(kept, ['host1'])).toEqual(kept)
  })

  it('says on which host where there are several', () => {
    const only = [{ host: 'host1', run: 'true' }]
    expect(writtenSolution(only, ['host1', 'host2'])).toEqual(only)
  })

  it('is gone where nothing is typed', () => {
    expect(writtenSolution([{ host: 'host1', run: ' ', keep: 'A' }], ['host1'])).toBeUndefined()
  })
})
