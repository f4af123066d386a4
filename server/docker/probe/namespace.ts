import { ProbeError, type Executed } from '../../../labs/define.ts'
import type { Namespace } from '../../../labs/route/facts.ts'

/** Each part is printed after a line of its own, so that one command in the namespace answers everything. */
const script = `
ip -j addr 2>/dev/null; echo; echo ==route
if [ -n "$1" ]; then ip -j route get "$1" 2>/dev/null; fi; echo; echo ==listeners
ss -Hltn 2>/dev/null; echo ==bridged
cat /proc/sys/net/bridge/bridge-nf-call-iptables 2>/dev/null; echo ==firewall
iptables-save -t filter 2>/dev/null
exit 0`

/** The devices, listeners and rules of a network namespace, and its route towards an address. */
export async function lookAround(
  run: (argv: string[]) => Promise<Executed>,
  towards: string,
): Promise<Namespace> {
  const { code, stdout, stderr } = await run(['sh', '-c', script, 'sh', towards])
  if (code !== 0) throw new ProbeError(stderr.trim() || `exit code ${code}`)
  const part = (name: string, end: string) => between(stdout, name, end)
  return {
    devices: devicesOf(json(part('', '\n==route\n'))),
    route: routeOf(json(part('==route\n', '\n==listeners\n'))),
    listeners: listenersOf(part('==listeners\n', '==bridged\n')),
    bridged: part('==bridged\n', '==firewall\n').trim() === '1',
    firewall: part('==firewall\n', ''),
  }
}

function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start) + start.length
  const to = end === '' ? -1 : text.indexOf(end, from)
  return to < 0 ? text.slice(from) : text.slice(from, to)
}

function json(text: string): Record<string, unknown>[] {
  if (text.trim() === '') return []
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? (parsed as Record<string, unknown>[]) : []
  } catch (error) {
    throw new ProbeError('the tool answered with something else than JSON', { cause: error })
  }
}

interface AddressInfo {
  family?: string
  local?: string
  prefixlen?: number
}

function devicesOf(links: Record<string, unknown>[]): Namespace['devices'] {
  return links.map((link) => {
    const own = ((link['addr_info'] ?? []) as AddressInfo[]).filter(
      ({ family, local }) => family === 'inet' && local !== undefined,
    )
    return {
      name: String(link['ifname']),
      // Switched on, and with somebody at the other end of the cable.
      up: Array.isArray(link['flags']) && link['flags'].includes('LOWER_UP'),
      addresses: own.map(({ local }) => local ?? ''),
      subnets: own.map(({ local, prefixlen }) => `${local ?? ''}/${prefixlen ?? 32}`),
    }
  })
}

function routeOf([route]: Record<string, unknown>[]): Namespace['route'] {
  const device = route?.['dev']
  if (route === undefined || typeof device !== 'string' || route['type'] === 'unreachable') {
    return null
  }
  const gateway = route['gateway']
  return { device, gateway: typeof gateway === 'string' ? gateway : '' }
}

/** `LISTEN 0 128 0.0.0.0:80 0.0.0.0:*` → address and port. */
function listenersOf(text: string): Namespace['listeners'] {
  return text.split('\n').flatMap((line) => {
    const local = line.trim().split(/\s+/)[3]
    const [, address, port] = /^(.*):(\d+)$/.exec(local ?? '') ?? []
    if (address === undefined) return []
    const bare = address.replace(/%.*$/, '')
    const all = bare === '0.0.0.0' || bare === '[::]' || bare === '*'
    return [{ address: all ? '*' : bare, port: Number(port) }]
  })
}
