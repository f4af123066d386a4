/** Published ports in Compose's short and long forms. */
import { z } from 'zod'
import { object, text, wholeNumber } from './scalars.ts'
import type { PortState } from './state.ts'

/** `127.0.0.1:8080:80/tcp`, `8080:80`, `80` → a port; undefined where it is none of these. */
export function parsePort(written: string): PortState | undefined {
  const found =
    /^(?:(?:(\[[0-9a-f:]+\]|\d+\.\d+\.\d+\.\d+):)?(\d*):)?(\d+)(?:\/(tcp|udp|sctp))?$/i.exec(
      written,
    )
  if (found === null) return undefined
  const [, hostIp = '', published = '', target = '', protocol = 'tcp'] = found
  const port = {
    hostIp: anyAddress(hostIp.replace(/[[\]]/g, '')),
    published: Number(published || 0),
    target: Number(target),
    protocol: protocol.toLowerCase(),
  }
  return inRange(port.published, 0) && inRange(port.target, 1) ? port : undefined
}

/** All addresses are written as none. */
export function anyAddress(address: string): string {
  return address === '0.0.0.0' || address === '::' ? '' : address
}

function inRange(port: number, least: number): boolean {
  return port >= least && port <= 65_535
}

const short = text.transform((written, context) => {
  const port = parsePort(written)
  if (port !== undefined) return port
  object(context, {
    code: 'bad-port',
    message: `\`${written}\` is not a port.`,
    advice:
      'Write "8080:80", "127.0.0.1:8080:80/tcp" or "80"; ports go from 1 to 65535 and ranges are written one by one.',
  })
  return z.NEVER
})

const long = z
  .strictObject({
    target: wholeNumber(1, 65_535),
    published: wholeNumber(0, 65_535).optional(),
    host_ip: z.string().optional(),
    protocol: z.enum(['tcp', 'udp', 'sctp']).optional(),
  })
  .transform((port): PortState => ({
    hostIp: anyAddress(port.host_ip ?? ''),
    published: port.published ?? 0,
    target: port.target,
    protocol: port.protocol ?? 'tcp',
  }))

export const portsField = z.array(z.union([short, long]))

export function showPort({ hostIp, published, target, protocol }: PortState): string {
  const host = published === 0 ? '' : `${hostIp === '' ? '' : `${hostIp}:`}${published}:`
  return `${host}${target}/${protocol}`
}
