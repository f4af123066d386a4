/**
 * What would put a host right again is written into the host before anything is disturbed: whoever asked may die before
 * putting it back, and the next server finds it there.
 */
import { ProbeError } from '../../../labs/define.ts'
import type { Power } from './power.ts'

export interface Note {
  host: string
  /** Shell; safe where nothing is out of place. */
  script: string
}

const file = '/var/lib/slipway/put-back'

export async function leaveNote(power: Power, { host, script }: Note): Promise<void> {
  const write = `mkdir -p "\${1%/*}" && printf %s "$2" >"$1"`
  const { code, stderr } = await power.run(host, ['sh', '-c', write, 'sh', file, script])
  if (code !== 0) throw new ProbeError(stderr.trim() || `${host} takes no note`)
}

export async function forget(power: Power, host: string): Promise<void> {
  await power.run(host, ['rm', '-f', file])
}

/** Plugs the host in, and does what a note in it says, if there is one. */
export async function putHostBack(power: Power, host: string): Promise<void> {
  const wires = power.wires(host)
  if (wires.length > 0) await power.plug(host, wires, true)
  const follow = `[ ! -e "$1" ] || { sh "$1"; rm -f "$1"; }`
  await power.run(host, ['sh', '-c', follow, 'sh', file])
}
