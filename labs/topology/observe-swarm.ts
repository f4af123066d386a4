/** What an engine says about its swarm → the canonical state. */
import { z } from 'zod'
import { tidy } from './mounts.ts'
import { tidyConstraint } from './swarm-normalise.ts'
import {
  nodeInspect,
  secretInspect,
  serviceInspect,
  swarmInfo,
  taskInspect,
  type NodeInspect,
  type ServiceInspect,
  type TaskInspect,
} from './swarm-inspect.ts'
import type { NodeState, ServiceState, SwarmState, TaskState } from './swarm-state.ts'

/** Answers of an engine, as they came. On a worker the lists are empty. */
export interface InspectedSwarm {
  /** `Swarm` of `GET /info`; absent on a manager that answered with its nodes. */
  local?: unknown
  nodes: unknown[]
  services: unknown[]
  tasks: unknown[]
  secrets: unknown[]
}

/** Undefined where the host is in no swarm. @param networks names by id */
export function observeSwarm(
  inspected: InspectedSwarm,
  networks: ReadonlyMap<string, string>,
): SwarmState | undefined {
  const local = swarmInfo.parse(
    inspected.local ?? { LocalNodeState: 'active', ControlAvailable: true },
  )
  const state = local.LocalNodeState ?? 'inactive'
  if (state === 'inactive') return undefined
  const nodes = z.array(nodeInspect).parse(inspected.nodes)
  const tasks = z.array(taskInspect).parse(inspected.tasks)
  const services = z.array(serviceInspect).parse(inspected.services)
  const secrets = z.array(secretInspect).parse(inspected.secrets)
  const leader = nodes.find(({ ManagerStatus }) => ManagerStatus?.Leader === true)
  return {
    role: local.ControlAvailable === true ? 'manager' : 'worker',
    state,
    leader: leader?.Description?.Hostname ?? '',
    nodes: Object.fromEntries(
      deadFirst(nodes).map((item) => [hostnameOf(item), observeNode(item)]),
    ),
    services: Object.fromEntries(
      services.map((item) => [
        item.Spec.Name,
        observeService(item, currentTasks(item, tasks, nodes), networks),
      ]),
    ),
    secrets: Object.fromEntries(
      secrets.map(({ Spec }) => [Spec.Name, { labels: Spec.Labels ?? {} }]),
    ),
  }
}

const hostnameOf = (item: NodeInspect) => item.Description?.Hostname || item.ID

/** A host that left and came back is listed twice: the later entry of a name counts, so the dead go first. */
function deadFirst(nodes: NodeInspect[]): NodeInspect[] {
  const alive = ({ Status }: NodeInspect) => (Status?.State === 'ready' ? 1 : 0)
  return nodes.toSorted((one, other) => alive(one) - alive(other))
}

function observeNode({ Spec, Status, ManagerStatus }: NodeInspect): NodeState {
  return {
    role: Spec?.Role ?? 'worker',
    availability: Spec?.Availability ?? 'active',
    status: Status?.State ?? 'unknown',
    leader: ManagerStatus?.Leader === true,
    address: Status?.Addr ?? '',
    labels: Spec?.Labels ?? {},
  }
}

/** One task for each place: the newest that is still wanted. */
function currentTasks(
  service: ServiceInspect,
  tasks: TaskInspect[],
  nodes: NodeInspect[],
): TaskState[] {
  const byId = new Map(nodes.map((node) => [node.ID, node]))
  const wanted = tasks
    .filter(({ ServiceID, DesiredState }) => ServiceID === service.ID && isWanted(DesiredState))
    .toSorted((one, other) => (one.CreatedAt ?? '').localeCompare(other.CreatedAt ?? ''))
  const places = new Map(wanted.map((task) => [task.Slot ? `${task.Slot}` : task.NodeID, task]))
  return [...places.values()]
    .map((task) => observeTask(task, byId.get(task.NodeID ?? '')))
    .toSorted((one, other) => one.slot - other.slot || one.node.localeCompare(other.node))
}

/** Docker's states in the order in which a task goes through them; after `running` it is on its way out. */
function isWanted(desired: string | null | undefined): boolean {
  return desired === 'running' || desired === 'ready' || desired === 'accepted'
}

function observeTask(task: TaskInspect, node: NodeInspect | undefined): TaskState {
  const status = task.Status?.State ?? 'new'
  const lost = status === 'running' && node?.Status?.State === 'down'
  return {
    slot: task.Slot ?? 0,
    node: node === undefined ? '' : hostnameOf(node),
    status: lost ? 'orphaned' : status,
    container: task.Status?.ContainerStatus?.ContainerID ?? '',
    error: task.Status?.Err ?? '',
  }
}

function observeService(
  { Spec }: ServiceInspect,
  tasks: TaskState[],
  networks: ReadonlyMap<string, string>,
): ServiceState {
  const { TaskTemplate, Mode, EndpointSpec } = Spec
  const replicas = Mode?.Global ? tasks.length : (Mode?.Replicated?.Replicas ?? 1)
  const running = tasks.filter(({ status }) => status === 'running').length
  const attached = TaskTemplate?.Networks ?? Spec.Networks ?? []
  return {
    ...containerOf(TaskTemplate?.ContainerSpec ?? {}),
    mode: Mode?.Global ? 'global' : 'replicated',
    replicas,
    running,
    status: running >= replicas ? 'running' : 'pending',
    endpointMode: EndpointSpec?.Mode ?? 'vip',
    networks: Object.fromEntries(
      attached.map(({ Target, Aliases }) => [
        networks.get(Target ?? '') ?? Target ?? '',
        { aliases: Aliases ?? [] },
      ]),
    ),
    ports: (EndpointSpec?.Ports ?? []).map((port) => ({
      hostIp: '',
      published: port.PublishedPort ?? 0,
      target: port.TargetPort ?? 0,
      protocol: port.Protocol ?? 'tcp',
    })),
    constraints: (TaskTemplate?.Placement?.Constraints ?? []).map(tidyConstraint),
    labels: Spec.Labels ?? {},
    tasks,
  }
}

type ContainerSpec = NonNullable<
  NonNullable<ServiceInspect['Spec']['TaskTemplate']>['ContainerSpec']
>

function containerOf(spec: ContainerSpec) {
  return {
    // The engine pins the digest that it found; what was asked for is the name.
    image: (spec.Image ?? '').replace(/@.*$/, ''),
    command: spec.Args ?? [],
    entrypoint: spec.Command ?? [],
    environment: Object.fromEntries(
      (spec.Env ?? []).map((entry): [string, string] => {
        const at = entry.indexOf('=')
        return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
      }),
    ),
    user: spec.User ?? '',
    workingDir: spec.Dir ?? '',
    hostname: spec.Hostname ?? '',
    mounts: (spec.Mounts ?? []).map(({ Type, Source, Target, ReadOnly }) => ({
      type: Type === 'bind' || Type === 'tmpfs' ? (Type as 'bind' | 'tmpfs') : ('volume' as const),
      source: Source ?? '',
      target: tidy(Target ?? ''),
      readOnly: ReadOnly === true,
    })),
    secrets: (spec.Secrets ?? []).map(({ SecretName, File }) => ({
      source: SecretName ?? '',
      target: File?.Name ?? SecretName ?? '',
    })),
  }
}
