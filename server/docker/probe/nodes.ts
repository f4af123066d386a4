/** Nodes of a swarm as a manager lists them, to drain one or to see that one is missed. */
import { z } from 'zod'
import { ProbeError } from '../../../labs/define.ts'
import type { InnerClient } from '../inner/client.ts'
import type { DisturbWorld } from './power.ts'

const nodes = z.array(
  z.object({
    ID: z.string(),
    Spec: z.looseObject({ Availability: z.string() }),
    Description: z.object({ Hostname: z.string() }),
    Status: z.object({ State: z.string() }),
  }),
)

const named = (list: z.output<typeof nodes>, host: string) =>
  list.filter(({ Description }) => Description.Hostname === host)
const isReady = ({ Status }: z.output<typeof nodes>[number]) => Status.State === 'ready'

/** A host that left and came back is listed twice under its name: the one that is alive counts. */
export async function aliveNode(
  client: InnerClient,
  host: string,
): Promise<{ id: string; availability: string }> {
  const listed = named(nodes.parse(await client.want('GET', '/nodes')), host)
  const node = listed.find(isReady) ?? listed[0]
  if (node === undefined) throw new ProbeError(`the swarm has no node ${host}`)
  return { id: node.ID, availability: node.Spec.Availability }
}

export async function availability(client: InnerClient, id: string, to: string): Promise<void> {
  const known = await client.want('GET', `/nodes/${id}`)
  const { Version, Spec } = known as { Version: { Index: number }; Spec: Record<string, unknown> }
  const body = { ...Spec, Availability: to }
  await client.want('POST', `/nodes/${id}/update?version=${Version.Index}`, { body })
}

/** Whether the swarm still wants tasks of services to run there. */
export async function hasTasks(client: InnerClient, id: string): Promise<boolean> {
  const filters = JSON.stringify({ node: [id], 'desired-state': ['running', 'accepted'] })
  const tasks = await client.want('GET', `/tasks?filters=${encodeURIComponent(filters)}`)
  return Array.isArray(tasks) && tasks.length > 0
}

/** Whether no manager elsewhere counts on a host any more; so it is where there is no swarm. */
export async function isMissed(world: DisturbWorld, host: string): Promise<boolean> {
  for (const other of world.hosts.filter((one) => one !== host)) {
    const { status, body } = await world.client(other).ask('GET', '/nodes')
    if (status !== 200) continue
    return !named(nodes.parse(body), host).some(isReady)
  }
  return true
}
