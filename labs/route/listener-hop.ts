/** Whether somebody listens where the connection arrives. */
import type { RouteFacts } from './facts.ts'
import type { Stepped } from './stepped.ts'

export function listenerHop({ way, to }: RouteFacts): Stepped[] {
  const { space, at, label } = to
  if (way.protocol !== 'tcp' || way.port === undefined || space === undefined) return []
  const base = { at, word: 'listener' as const }
  const here = space.listeners.filter(({ port }) => port === way.port)
  const [first] = here
  if (first === undefined) {
    const ports = [...new Set(space.listeners.filter(outward).map(({ port }) => port))].sort(
      (one, other) => one - other,
    )
    const others = ports.length === 0 ? '' : `, only on ${ports.join(', ')}`
    const detail = `nothing in ${label} listens on port ${way.port}${others}`
    const hint =
      ports.length === 0
        ? `The way to ${label} is open, but no program listens there: look at what it runs with \`docker logs\` and \`docker top\`.`
        : `The way to ${label} is open, but its program listens on another port than ${way.port}.`
    return [{ ...base, ok: false, detail, hint }]
  }
  if (!here.some(outward)) {
    const detail = `${label} listens on port ${way.port} of ${first.address} only`
    const hint = `The program in ${label} listens on ${first.address} only, where nobody but itself can reach it.`
    return [{ ...base, ok: false, detail, hint }]
  }
  return [{ ...base, ok: true, detail: `${label} listens on port ${way.port}`, hint: '' }]
}

function outward({ address }: { address: string }): boolean {
  return !address.startsWith('127.') && address !== '[::1]'
}
