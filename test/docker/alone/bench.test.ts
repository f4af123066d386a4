/** The bench runs, and nothing has become many times slower. The numbers themselves come from `npm run bench`. */
import { beforeAll, describe, expect, it } from 'vitest'
import { checking } from '../../bench/checking.ts'
import { openGround, type Ground } from '../../bench/ground.ts'
import { ratio } from '../../bench/measure.ts'
import { prompting } from '../../bench/prompting.ts'
import { provisioning } from '../../bench/provisioning.ts'
import { swarming } from '../../bench/swarming.ts'

describe('one round of the bench', () => {
  let ground: Ground
  beforeAll(async () => void (ground = await openGround()))

  it('from the click to a prompt', async () => {
    const { slipway, bare } = await prompting(ground, 1)
    expect(ratio(slipway, bare).median).toBeLessThan(4)
  })

  it('20 containers, 5 networks and 5 volumes in a host', async () => {
    const { slipway, bare } = await provisioning(ground, 1)
    expect(ratio(slipway, bare).median).toBeLessThan(4)
  })

  it('a swarm of three hosts', async () => {
    const { slipway, bare } = await swarming(ground, 1)
    expect(ratio(slipway, bare).median).toBeLessThan(4)
  })

  it('ten questions', async () => {
    const { checks, commands } = await checking(ground, 1)
    expect(ratio(checks, commands).median).toBeLessThan(2)
  })
})
