/** One question to a registry's API: the run's own, or one that a host calls by an address. */
import { ProbeError, type Probe } from '../define.ts'

export type RegistryAnswer = { status: number; body: unknown } | { trouble: string }

const accept = 'application/vnd.docker.distribution.manifest.v2+json'

/** @param path below `/v2` */
export async function registryAnswer(
  { at, from }: { at?: string | undefined; from?: string | undefined },
  path: string,
  probe: Probe,
): Promise<RegistryAnswer> {
  if (at === undefined) {
    const { status, body } = await probe.registry(path)
    return { status, body: parsed(body) }
  }
  const host = from ?? probe.hosts[0]
  if (host === undefined) throw new ProbeError('the lab has no host to ask from')
  const address = at.includes(':') ? at : `${at}:80`
  const url = `http://${address}/v2${path}`
  const reached = await probe.reach({ host }, { kind: 'http', url, headers: { Accept: accept } })
  if (!reached.ok) return { trouble: `does not answer (${reached.detail.trim()})` }
  return { status: reached.status ?? 0, body: parsed(reached.body ?? '') }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
