/** Addresses for wires: /24s of 100.64.0.0/10, which no engine and no lab takes for its own networks. */

const base = toNumber('100.64.0.0')
const count = 1 << 14

/** The first free /24 at or after a place that depends on `seed`, so that runs prepared at once rarely collide. */
export function freeSubnet(taken: readonly string[], seed: number): string | undefined {
  const ranges = taken.map(toRange).filter((range) => range !== undefined)
  for (let i = 0; i < count; i++) {
    const start = base + (((seed >>> 0) + i) % count) * 256
    const free = ranges.every((range) => start + 255 < range.start || start > range.end)
    if (free) return `${toAddress(start)}/24`
  }
  return undefined
}

function toRange(cidr: string): { start: number; end: number } | undefined {
  const match = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidr)
  if (!match?.[1]) return undefined
  const size = 2 ** (32 - Number(match[2]))
  const start = Math.floor(toNumber(match[1]) / size) * size
  return { start, end: start + size - 1 }
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}
