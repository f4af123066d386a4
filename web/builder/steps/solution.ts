/** A step's solution between the text, where one host needs no name, and a form with a part for each host. */
import type { Fields, Value } from '../../../labs/edit/index.ts'

export interface HostCommand {
  host: string
  /** Typed into a shell of the host. */
  run: string
  /** The variable in which what it printed is kept. */
  keep?: string
}

const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

export function commandsOf(value: Value | undefined, first: string): HostCommand[] {
  if (typeof value === 'string') return [{ host: first, run: value }]
  if (!Array.isArray(value)) return []
  return value.filter(isFields).map(({ host, run, keep }) => ({
    host: text(host) || first,
    run: text(run),
    ...(typeof keep === 'string' && { keep }),
  }))
}

/** Undefined where nothing is to be typed. */
export function writtenSolution(commands: HostCommand[], hosts: string[]): Value | undefined {
  const said = commands.filter(({ run }) => run.trim() !== '')
  const only = said[0]
  if (only === undefined) return undefined
  const plain = said.length === 1 && only.keep === undefined && hosts.length <= 1
  if (plain && only.host === (hosts[0] ?? only.host)) return only.run
  return said.map(({ host, run, keep }) => ({
    host,
    run,
    ...(keep !== undefined && { keep }),
  }))
}
