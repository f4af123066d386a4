/** What is going on, in a few words for the bar. Pure. */
import type { LinkState } from '../connection.ts'
import type { RunState } from '../state/reduce.ts'

export function happening(state: RunState, link: LinkState): string {
  if (link === 'lost') return 'Connection lost'
  if (state.run === null) return 'Opening'
  const { status, asking, progress } = state.live
  if (status === 'ended') return 'Ended'
  if (status === 'failed') return 'Failed'
  if (status === 'requested') return 'Waiting for a place'
  if (status === 'preparing') {
    const busy = progress.find((host) => !host.done)
    return busy ? `${busy.host}: ${busy.doing}` : 'Preparing'
  }
  if (state.live.replay && !state.live.replay.error) return state.live.replay.doing
  if (asking.length > 0)
    return `Asking ${asking.length} ${asking.length === 1 ? 'check' : 'checks'}`
  return status === 'idle' ? 'Idle' : 'Ready'
}

/** What ending a run, or one host, takes away, in words; empty parts are left out. */
export function losses(state: RunState, only?: string): string[] {
  const isMeant = (host: string) => only === undefined || host === only
  const hosts = Object.entries(state.live.topology?.hosts ?? {}).filter(([host]) => isMeant(host))
  const lost = hosts.flatMap(([host, holds]) => {
    const parts = [
      named('container', Object.keys(holds.containers)),
      named('volume', Object.keys(holds.volumes)),
      named(
        'network',
        Object.keys(holds.networks).filter((name) => !['bridge', 'host', 'none'].includes(name)),
      ),
    ].filter((part) => part !== '')
    return parts.length > 0 ? [`On ${host}: ${parts.join('; ')}`] : []
  })
  const terminals = state.live.terminals.filter(({ host }) => isMeant(host)).length
  if (terminals > 0) lost.push(`${terminals} open ${terminals === 1 ? 'terminal' : 'terminals'}`)
  return lost
}

function named(kind: string, names: string[]): string {
  if (names.length === 0) return ''
  const shown = names.slice(0, 4).map((name) => (name.length > 20 ? `${name.slice(0, 12)}…` : name))
  const rest = names.length > 4 ? ` and ${names.length - 4} more` : ''
  return `${names.length === 1 ? kind : `${kind}s`} ${shown.join(', ')}${rest}`
}
