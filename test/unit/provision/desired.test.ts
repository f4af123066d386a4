import { expect, it } from 'vitest'
import { desiredState } from '../../../server/provision/desired.ts'
import { freeSubnet } from '../../../server/provision/subnets.ts'
import { labWith } from '../../support/labs.ts'

it('gives every wire a bridge name that the kernel takes and the firewall knows', () => {
  const lab = labWith({ host1: {}, host2: {} }, ['front', 'a-wire-with-a-very-long-name'])
  const { wires } = desiredState('abcdefghij', lab, { owner: 'me', shelf: [] })
  const bridges = Object.values(wires).map(({ bridge }) => bridge)
  for (const bridge of bridges) expect(bridge).toMatch(/^slw[0-9a-f]{1,12}$/)
  expect(new Set(bridges).size).toBe(2)
})

it('lays one wire where a lab draws none', () => {
  const desired = desiredState('r', labWith({ host1: {} }, []), { owner: 'me', shelf: [] })
  expect(desired.hosts['host1']?.wires).toEqual(Object.keys(desired.wires))
})

it('marks what it makes in a host and leaves the labels of the lab', () => {
  const volumes = { data: { labels: { tier: 'gold' } } }
  const desired = desiredState('r', labWith({ host1: { volumes } }, []), { owner: 'me', shelf: [] })
  expect(desired.hosts['host1']?.wanted.volumes['data']?.labels).toEqual({
    tier: 'gold',
    'slipway.start': 'r',
  })
})

it('finds free addresses around those in use', () => {
  expect(freeSubnet([], 0)).toBe('100.64.0.0/24')
  expect(freeSubnet(['100.64.0.0/24', '100.64.1.128/25', '172.17.0.0/16'], 0)).toBe('100.64.2.0/24')
  expect(freeSubnet(['100.64.0.0/10'], 5)).toBeUndefined()
  expect(freeSubnet([], 2 ** 32 - 1)).toBe('100.127.255.0/24')
})
