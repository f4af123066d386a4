import { describe, expect, it } from 'vitest'
import { lackingOf } from '../../../server/docker/offers.ts'
import { compile, parse } from '../../../labs/format/index.ts'
import { lacksFor, refuseLacking } from '../../../server/preflight.ts'

const lab = (preflight: string) => {
  const { lab: parsed, diagnostics } = parse(
    `slipway: 1\ntitle: T\npreflight: ${preflight}\nhosts: { host1: {} }\nsteps: [{ id: a, title: A, goal: { networks: { n: {} } } }]\n`,
  )
  if (!parsed) throw new Error(diagnostics.map(({ message }) => message).join())
  return compile(parsed, { id: 'lab', seed: 's' })
}

describe('what a machine lacks', () => {
  const kernel = new Set(['fuse', 'btrfs', 'overlay'])

  it('is what its kernel has not, and what only root may use where hosts have no root', () => {
    const lacking = lackingOf(kernel, 'userns', ['busybox'])
    expect(lacking.fuse).toBeUndefined()
    expect(lacking.ipvs).toContain('has no IPVS')
    expect(lacking.btrfs).toContain("without the machine's root")
    expect(lacking.consul).toBe('There is no image of Consul here.')
    expect(lackingOf(kernel, 'elevated', ['consul'])).not.toHaveProperty('btrfs')
    expect(lackingOf(kernel, 'elevated', ['consul'])).not.toHaveProperty('consul')
  })

  it('is told before a lab starts, and refuses it only where the lab has no other way', () => {
    const lacking = lackingOf(kernel, 'userns', [])
    const around = lab('[{ need: ipvs, instead: Names are answered by DNS. }, { need: fuse }]')
    expect(lacksFor(around, lacking)).toEqual([
      { need: 'ipvs', words: `${lacking.ipvs} Names are answered by DNS.`, blocking: false },
    ])
    expect(() => refuseLacking(around, lacking)).not.toThrow()
    expect(() => refuseLacking(lab('[{ need: aufs }]'), lacking)).toThrow(/has no aufs/)
  })
})

it('names the needs there are when a lab writes another', () => {
  const text = `slipway: 1\ntitle: T\npreflight: [{ need: ipsv }]\nhosts: { host1: {} }\nsteps: [{ id: a, title: A, goal: { networks: { n: {} } } }]\n`
  const [first] = parse(text).diagnostics
  expect(`${first?.message} ${first?.advice}`).toContain('ipvs')
})
