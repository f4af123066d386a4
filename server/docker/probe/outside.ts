import { ProbeError, type Executed, type Reached } from '../../../labs/define.ts'
import type { Dial } from '../../../labs/questions.ts'
import { attemptReach } from './reach.ts'

/** What stands beside a run's hosts on their wires, out of the learner's reach. */
export interface Beside {
  /** The host's own IPv4 address on its first wire, as the outer engine gave it. */
  wireAddress(host: string): Promise<string>
  /** Runs a tool of ours in the network namespace of the run's registry, which is on every wire. */
  inRegistry(argv: string[], signal: AbortSignal): Promise<Executed>
}

const manifests = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ')

/** Tries a host as a neighbour on its wire would. */
export async function dialHost(
  beside: Beside,
  host: string,
  what: Dial,
  signal: AbortSignal,
): Promise<Reached & { address: string }> {
  const address = await beside.wireAddress(host)
  const reached = await attemptReach(
    elsewhere(beside, signal),
    what.kind === 'tcp'
      ? { kind: 'tcp', address, port: what.port }
      : { kind: 'http', url: `http://${address}:${what.port}${what.path}` },
  )
  return { ...reached, address }
}

/** Asked inside the registry's own namespace, so that no name and no address of a host comes into it. */
export async function askRegistry(
  beside: Beside,
  path: string,
  signal: AbortSignal,
): Promise<{ status: number; body: string }> {
  const { ok, status, body, detail } = await attemptReach(elsewhere(beside, signal), {
    kind: 'http',
    url: `http://127.0.0.1:5000/v2${path}`,
    headers: { Accept: manifests },
  })
  if (!ok || status === undefined) throw new ProbeError(`the registry does not answer: ${detail}`)
  return { status, body: body ?? '' }
}

/** Addresses only: no file of anybody is read for a name. */
function elsewhere(beside: Beside, signal: AbortSignal) {
  return {
    read: () => Promise.resolve(''),
    run: (argv: string[]) => beside.inRegistry(argv, signal),
  }
}
