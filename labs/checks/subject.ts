/** Who a check talks about: a name in a lab's text → a container that is there, or the words for why not. */
import { ProbeError, resolveRef, type Mention, type Probe } from '../define.ts'
import { isAddress } from '../topology/addresses.ts'
import { own } from '../topology/names.ts'
import type { ContainerState, Ref, ThingKind } from '../topology/state.ts'

export interface ContainerSubject {
  at: Ref
  /** As a learner calls it: `db` in backquotes. */
  label: string
  /** Undefined while there is no such container. */
  state: ContainerState | undefined
}

export function refOf(text: string, probe: Probe): Ref {
  const ref = resolveRef(text, probe.hosts)
  if (ref === undefined) throw new ProbeError(`\`${text}\` does not say on which host`)
  return ref
}

/** `db` where a lab has one host, `host1/db` where it has more. */
export function labelOf({ host, name }: Ref, probe: Probe): string {
  return probe.hosts.length > 1 ? `\`${host}/${name}\`` : `\`${name}\``
}

export async function containerOf(text: string, probe: Probe): Promise<ContainerSubject> {
  const at = refOf(text, probe)
  const state = own((await probe.observe(at.host)).containers, at.name)
  return { at, label: labelOf(at, probe), state }
}

/** Why a container cannot take part, as a sentence without a full stop; undefined where it runs. */
export function absence({ label, state }: Pick<ContainerSubject, 'label' | 'state'>) {
  if (state === undefined) return `there is no container ${label}`
  if (state.status === 'running') return undefined
  if (state.status === 'exited') return `${label} has ended with exit code ${state.exitCode}`
  return `${label} is ${state.status}, not running`
}

/** Mentions of things of a kind in named arguments. */
export function mention(kind: ThingKind | 'host', text: string, ...path: (string | number)[]) {
  return { kind, text, path } satisfies Mention
}

/** Which host or container a connection starts from or goes to; an address is nobody's name. */
export function ends(args: { from: string; to?: string | undefined }): Mention[] {
  const to =
    args.to === undefined || isAddress(args.to) ? [] : [mention('container', args.to, 'to')]
  return [mention('container', args.from, 'from'), ...to]
}

export function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
