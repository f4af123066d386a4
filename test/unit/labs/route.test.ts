import { describe, expect, it } from 'vitest'
import type { Device, EndFacts, Namespace, RouteFacts } from '../../../labs/route/facts.ts'
import { stoppedBy, type Packet } from '../../../labs/route/firewall.ts'
import { walk } from '../../../labs/route/walk.ts'
import { endpoint } from '../../support/states.ts'

const packet: Packet = {
  ...{ source: '172.18.0.2', destination: '172.18.0.3', protocol: 'tcp', port: 80 },
  ...{ into: 'br-lan', out: 'br-lan' },
}
const table = (...rules: string[]) =>
  ['*filter', ':INPUT ACCEPT [0:0]', ':FORWARD DROP [0:0]', ...rules, 'COMMIT'].join('\n')
const stop = (rules: string[], over: Partial<Packet> = {}) =>
  stoppedBy(table(...rules), 'FORWARD', { ...packet, ...over })?.rule

describe('a firewall', () => {
  it('is gone through rule by rule, chain by chain', () => {
    expect(stop([])).toBe('-P FORWARD DROP')
    expect(stop(['-A FORWARD -i br-lan -o br-lan -j ACCEPT'])).toBeUndefined()
    expect(stop(['-A FORWARD -i br-lan ! -o br-lan -j ACCEPT'])).toBe('-P FORWARD DROP')
    const user = ['-A FORWARD -j MINE', '-A FORWARD -j ACCEPT']
    expect(stop([...user, '-A MINE -s 172.18.0.0/16 -p tcp -m tcp --dport 80 -j DROP'])).toMatch(
      /^-A MINE -s/,
    )
    expect(stop([...user, '-A MINE -p tcp -m tcp --dport 81 -j DROP'])).toBeUndefined()
    expect(stop([...user, '-A MINE -j RETURN', '-A MINE -j DROP'])).toBeUndefined()
    expect(stop([...user, '-A MINE -p icmp -j REJECT --reject-with icmp-port-unreachable'])).toBe(
      undefined,
    )
  })

  it('is not believed to stop what cannot be judged, and a chain that calls itself ends', () => {
    const all = '-A FORWARD -j ACCEPT'
    expect(stop(['-A FORWARD -m recent --rcheck --name x -j DROP', all])).toBeUndefined()
    expect(
      stop(['-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j DROP', all]),
    ).toBeUndefined()
    expect(stop(['-A FORWARD -j A', '-A A -j A', all])).toBeUndefined()
    const chains = Array.from({ length: 19 }, (_, at) =>
      Array.from({ length: 50 }, () => `-A C${at} -j C${at + 1}`),
    )
    expect(stop(['-A FORWARD -j C0', ...chains.flat()])).toBe('-P FORWARD DROP')
    expect(stop(['-A FORWARD -m multiport --dports 1:79,80 -j DROP', all])).toMatch(/multiport/)
  })
})

const device = (name: string, subnet: string, up = true): Device => ({
  ...{ name, up, addresses: [subnet.split('/')[0] ?? ''], subnets: [subnet] },
})
const space = (over: Partial<Namespace> = {}): Namespace => ({
  devices: [device('eth0', '172.18.0.2/16')],
  route: { device: 'eth0', gateway: '' },
  listeners: [{ address: '*', port: 80 }],
  bridged: false,
  firewall: '',
  ...over,
})
const end = (name: string, over: Partial<EndFacts> = {}): EndFacts => ({
  label: `\`${name}\``,
  at: { host: 'host1', kind: 'container', name },
  networkMode: 'lan',
  endpoints: { lan: endpoint('172.18.0.3') },
  drivers: { lan: 'bridge' },
  space: space(),
  ...over,
})
const facts = (over: Partial<RouteFacts> = {}): RouteFacts => ({
  way: { from: 'db', to: 'web', protocol: 'tcp', port: 80 },
  from: end('db'),
  to: end('web'),
  address: '172.18.0.3',
  hosts: { host1: space() },
  ...over,
})
const broken = (over: Partial<RouteFacts>) => {
  const { hops, hint } = walk(facts(over))
  const last = hops.at(-1)
  expect(last?.ok === true).toBe(hint === '')
  return last?.ok === true ? 'nothing' : `${last?.word ?? ''} ${last?.at.name ?? ''}`
}

describe('a way', () => {
  it('is walked to the end where nothing is broken', () => {
    expect(broken({})).toBe('nothing')
  })

  it('ends at the first broken hop', () => {
    const ended = end('web', { trouble: '`web` has ended with exit code 1' })
    expect(broken({ to: ended })).toBe('receiver web')
    expect(broken({ to: end('web', { endpoints: { other: endpoint('1.2.3.4') } }) })).toBe(
      'network other',
    )
    const away = end('web', { at: { host: 'host2', kind: 'container', name: 'web' } })
    expect(broken({ to: away })).toBe('network lan')
    expect(broken({ from: end('db', { space: space({ route: null }) }) })).toBe('route db')
    const down = [device('eth0', '172.18.0.2/16', false)]
    expect(broken({ from: end('db', { space: space({ devices: down }) }) })).toBe('route db')
    const firewall = table('-A INPUT -p tcp -m tcp --dport 80 -j DROP')
    expect(broken({ to: end('web', { space: space({ firewall }) }) })).toBe('firewall web')
    expect(broken({ to: end('web', { space: space({ listeners: [] }) }) })).toBe('listener web')
    const loopback = [{ address: '127.0.0.1', port: 80 }]
    expect(broken({ to: end('web', { space: space({ listeners: loopback }) }) })).toBe(
      'listener web',
    )
    const none = end('db', { networkMode: 'none', endpoints: {}, space: space({ devices: [] }) })
    expect(broken({ from: none })).toBe('address db')
  })

  describe('between hosts', () => {
    const drivers = { lan: 'overlay' }
    const from = end('db', { drivers })
    const to = end('web', { drivers, at: { host: 'host2', kind: 'container', name: 'web' } })
    const host = (at: number, over: Partial<Namespace> = {}) =>
      space({
        devices: [device('docker0', '172.17.0.1/16'), device('eth0', `100.64.3.${at}/24`)],
        ...over,
      })
    const across = (one: Partial<Namespace>, other: Partial<Namespace>) =>
      broken({ from, to, hosts: { host1: host(2, one), host2: host(3, other) } })
    const blocked = (chain: string, port: number) => ({
      firewall: table(`-A ${chain} -p udp -m udp --dport ${port} -j DROP`),
    })

    it('is open on a network that spans them', () => {
      expect(broken({ from, to })).toBe('nothing')
      expect(across({}, {})).toBe('nothing')
    })

    it('needs a wire in common, with both cards up', () => {
      const own = device('docker0', '172.17.0.1/16')
      expect(across({}, { devices: [own] })).toBe('wire host2')
      expect(across({ devices: [own, device('eth0', '100.64.3.2/24', false)] }, {})).toBe(
        'wire host1',
      )
      expect(across({}, { devices: [own, device('eth0', '100.64.9.3/24')] })).toBe('wire host1')
    })

    it('is closed by a rule against what carries the overlay, there or back', () => {
      expect(across({}, blocked('INPUT', 4789))).toBe('firewall host2')
      expect(across(blocked('INPUT', 4789), {})).toBe('firewall host1')
      expect(across(blocked('OUTPUT', 4789), {})).toBe('firewall host1')
      expect(across({}, blocked('INPUT', 53))).toBe('nothing')
    })

    it('goes from a bridge over the host’s own card to the other host, in the host’s name', () => {
      const bridged = end('db', {
        endpoints: { lan: { ...endpoint('172.18.0.2'), gateway: '172.18.0.1' } },
        drivers: { lan: 'bridge' },
        space: space({ route: { device: 'eth0', gateway: '172.18.0.1' } }),
      })
      const bridge = device('br-1', '172.18.0.1/16')
      const whole = end('host2', { at: { host: 'host2', kind: 'host', name: 'host2' } })
      const out = (rules: string[], inside: string[]) =>
        broken({
          way: { from: 'db', to: 'host2', protocol: 'tcp', port: 80 },
          from: bridged,
          to: { ...whole, endpoints: {}, space: host(3) },
          address: '100.64.3.3',
          hosts: {
            host1: host(2, {
              devices: [bridge, device('eth0', '100.64.3.2/24')],
              firewall: table(...rules, '-A FORWARD -i br-1 -j ACCEPT'),
            }),
            host2: host(3, { firewall: table(...inside) }),
          },
        })
      expect(out([], [])).toBe('nothing')
      expect(out(['-A FORWARD -o eth0 -j DROP'], [])).toBe('firewall host1')
      expect(out([], ['-A INPUT -s 100.64.3.2 -j DROP'])).toBe('firewall host2')
      expect(out([], ['-A INPUT -s 172.18.0.2 -j DROP'])).toBe('nothing')
    })
  })

  it('tells bridges apart whose addresses are alike', () => {
    const ends = {
      from: end('db', {
        endpoints: { one: { ...endpoint('10.5.1.2'), gateway: '10.5.1.1' } },
        space: space({ devices: [device('eth0', '10.5.1.2/24')] }),
      }),
      to: end('web', {
        endpoints: { one: endpoint('10.5.1.3'), two: endpoint('10.5.2.3') },
        space: space({ devices: [device('eth0', '10.5.1.3/24'), device('eth1', '10.5.2.3/24')] }),
      }),
    }
    const devices = [device('br-1', '10.5.1.1/24'), device('br-2', '10.5.2.1/24')]
    const firewall = table('-A FORWARD -i br-1 -o br-2 -j DROP', '-A FORWARD -j ACCEPT')
    const host1 = space({ devices, firewall })
    expect(broken({ ...ends, address: '10.5.2.3', hosts: { host1 } })).toBe('firewall host1')
    expect(broken({ ...ends, address: '10.5.1.3', hosts: { host1 } })).toBe('nothing')
  })

  it('knows names within a network of one’s own only', () => {
    const way = { from: 'db', to: 'web', protocol: 'name', name: 'webb' } as const
    const lookup = { addresses: [], detail: '127.0.0.11: NXDOMAIN' }
    expect(walk(facts({ way, lookup })).hint).toMatch(/^Nobody is called `webb` on lan/)
    const plain = { endpoints: { bridge: endpoint('172.17.0.2') }, drivers: { bridge: 'bridge' } }
    const both = { from: end('db', plain), to: end('web', plain) }
    expect(walk(facts({ way, lookup, ...both })).hint).toMatch(/^On the default bridge/)
    const other = { addresses: ['9.9.9.9'], detail: '' }
    expect(walk(facts({ way, lookup: other })).hint).toMatch(/leads to somebody else/)
  })
})
