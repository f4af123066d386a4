/** IPv4 arithmetic for subnets, gateways and addresses. */

export interface Range {
  first: number
  last: number
  prefix: number
}

/** Dotted quad → unsigned 32-bit number; undefined where it is not one. */
export function toNumber(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number)
  if (parts === undefined || parts.some((part) => part > 255)) return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}

export function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}

/** `172.19.0.0/16` → its first and last address; undefined where it is not an IPv4 CIDR. */
export function toRange(cidr: string): Range | undefined {
  const [address = '', bits = '', ...more] = cidr.split('/')
  const value = toNumber(address)
  const prefix = Number(bits)
  if (more.length > 0 || value === undefined || !/^\d{1,2}$/.test(bits) || prefix > 32) {
    return undefined
  }
  const size = 2 ** (32 - prefix)
  const first = Math.floor(value / size) * size
  return { first, last: first + size - 1, prefix }
}

export function overlap(one: Range, other: Range): boolean {
  return one.first <= other.last && other.first <= one.last
}

export function contains(range: Range, address: number): boolean {
  return address >= range.first && address <= range.last
}

/** Whether text is an IPv4 or IPv6 address, so that it is not looked up as a name. */
export function isAddress(text: string): boolean {
  return toNumber(text) !== undefined || (/^[0-9a-f:]+$/i.test(text) && text.split(':').length > 2)
}
