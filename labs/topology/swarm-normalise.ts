/** The written form of a swarm's things → the canonical form. What is not written stays absent. */
import type { WantedSecret, WantedService } from '../format/compiled.ts'
import { only } from './only.ts'
import type { NodeFields, SecretFields, ServiceFields } from './swarm-fields.ts'
import type { NodeState, SecretUse } from './swarm-state.ts'

export type GoalService = Partial<WantedService>
export type GoalSecret = Pick<WantedSecret, 'labels'>
export type GoalNode = Partial<Omit<NodeState, 'address' | 'leader'>>

export function goalService(fields: ServiceFields): GoalService {
  const { deploy } = fields
  return only({
    image: fields.image,
    status: fields.state,
    mode: deploy?.mode,
    replicas: deploy?.replicas,
    endpointMode: deploy?.endpoint_mode,
    command: fields.command,
    entrypoint: fields.entrypoint,
    environment: fields.environment,
    user: fields.user,
    workingDir: fields.working_dir,
    hostname: fields.hostname,
    networks: networks(fields.networks),
    ports: fields.ports,
    mounts: fields.volumes,
    secrets: fields.secrets?.map(secretUse),
    constraints: deploy?.placement?.constraints?.map(tidyConstraint),
    labels: deploy?.labels,
  })
}

type WrittenSecret = NonNullable<ServiceFields['secrets']>[number]

function secretUse(written: WrittenSecret): SecretUse {
  if (typeof written === 'string') return { source: written, target: written }
  return { source: written.source, target: written.target ?? written.source }
}

function networks(written: ServiceFields['networks']): GoalService['networks'] {
  if (written === undefined) return undefined
  if (Array.isArray(written)) {
    return Object.fromEntries(written.map((name) => [name, { aliases: [] }]))
  }
  const ends = Object.entries(written)
  return Object.fromEntries(ends.map(([name, end]) => [name, { aliases: end?.aliases ?? [] }]))
}

/** `node.role == manager` and `node.role==manager` are one constraint. */
export function tidyConstraint(constraint: string): string {
  return constraint.replace(/\s*(==|!=)\s*/, '$1').trim()
}

export function goalSecret({ labels }: Pick<SecretFields, 'labels'>): GoalSecret {
  return only({ labels })
}

export function goalNode({ role, availability, status, labels }: NodeFields): GoalNode {
  return only({ role, availability, status, labels })
}
