/** Which rule of a filter table stops a packet, by going through its chains as the kernel does. */
import { contains, toNumber, toRange } from '../topology/addresses.ts'

export interface Packet {
  source: string
  destination: string
  protocol: 'icmp' | 'tcp' | 'udp'
  port?: number
  /** Device it comes in by, and leaves by; empty where it has none. */
  into: string
  out: string
}

export interface Stop {
  chain: string
  /** The rule as it is written, or the policy of the chain. */
  rule: string
}

interface Table {
  policies: Map<string, string>
  chains: Map<string, string[]>
}

export function parseFilter(saved: string): Table {
  const table: Table = { policies: new Map(), chains: new Map() }
  for (const line of saved.split('\n')) {
    const [, chain, policy] = /^:(\S+) (\S+)/.exec(line) ?? []
    if (chain !== undefined && policy !== undefined) table.policies.set(chain, policy)
    const [, name, rule] = /^-A (\S+) ?(.*)$/.exec(line) ?? []
    if (name === undefined) continue
    table.chains.set(name, [...(table.chains.get(name) ?? []), rule ?? ''])
  }
  return table
}

/** Undefined where the packet gets through. Rules with conditions that are not known here count as not met. */
export function stoppedBy(saved: string, chain: string, packet: Packet): Stop | undefined {
  const table = parseFilter(saved)
  const end = through({ ...table, left: mostRules }, chain, packet, 0)
  if (end !== 'passed' && end !== 'through') return end
  const policy = table.policies.get(chain)
  const falls = end === 'through' && (policy === 'DROP' || policy === 'REJECT')
  return falls ? { chain, rule: `-P ${chain} ${policy}` } : undefined
}

const deepest = 20
/** Chains that call one another many times over would take for ever; whoever has root can write such. */
const mostRules = 20_000

interface Walk extends Table {
  left: number
}

function through(
  table: Walk,
  chain: string,
  packet: Packet,
  depth: number,
): Stop | 'passed' | 'through' {
  if (depth > deepest) return 'through'
  for (const rule of table.chains.get(chain) ?? []) {
    table.left -= 1
    if (table.left < 0) return 'through'
    const { target, meets } = read(rule)
    if (target === '' || !meets(packet)) continue
    if (target === 'ACCEPT') return 'passed'
    if (target === 'DROP' || target === 'REJECT') return { chain, rule: `-A ${chain} ${rule}` }
    if (target === 'RETURN') return 'through'
    const below = through(table, target, packet, depth + 1)
    if (below !== 'through') return below
  }
  return 'through'
}

type Condition = (packet: Packet, value: string) => boolean

const conditions: Record<string, Condition> = {
  '-s': ({ source }, subnet) => within(source, subnet),
  '-d': ({ destination }, subnet) => within(destination, subnet),
  '-i': ({ into }, device) => sameDevice(into, device),
  '-o': ({ out }, device) => sameDevice(out, device),
  '-p': ({ protocol }, name) => name === protocol || name === 'all',
  '--dport': ({ port }, value) => portWithin(port, value),
  '--dports': ({ port }, list) => list.split(',').some((value) => portWithin(port, value)),
  // The first packet of a connection is always new.
  '--ctstate': (_, states) => states.split(',').includes('NEW'),
  '--state': (_, states) => states.split(',').includes('NEW'),
  '--dst-type': () => false,
  '--icmp-type': (_, type) => type === '8' || type === 'echo-request' || type === 'any',
}

/** Options that say nothing about which packets are meant. */
const silent = /^(-m|--comment|--reject-with|-g)$/

function read(rule: string): { target: string; meets(packet: Packet): boolean } {
  const words = rule.match(/"[^"]*"|\S+/g) ?? []
  const tests: ((packet: Packet) => boolean)[] = []
  let target = ''
  for (let at = 0; at < words.length; at += 1) {
    const isNot = words[at] === '!'
    if (isNot) at += 1
    const [option = '', value = ''] = [words[at], words[at + 1]]
    at += 1
    if (option === '-j') target = value
    if (option === '-j' || silent.test(option)) continue
    const condition = conditions[option]
    // What cannot be judged is not believed to stop anything.
    tests.push(condition ? (packet) => condition(packet, value) !== isNot : () => false)
  }
  return { target, meets: (packet) => tests.every((test) => test(packet)) }
}

function within(address: string, subnet: string): boolean {
  const [range, value] = [
    toRange(subnet.includes('/') ? subnet : `${subnet}/32`),
    toNumber(address),
  ]
  return range !== undefined && value !== undefined && contains(range, value)
}

function sameDevice(device: string, written: string): boolean {
  return written.endsWith('+') ? device.startsWith(written.slice(0, -1)) : device === written
}

function portWithin(port: number | undefined, written: string): boolean {
  if (port === undefined) return false
  const [first = 0, last = first] = written.split(':').map(Number)
  return port >= first && port <= last
}
