/** Containers made anew without one of the settings that somebody chose for them. */
import type { ContainerState } from '../topology/state.ts'
import { madeAnew } from './anew.ts'
import { containersOf } from './containers.ts'
import type { MutationKind } from './mutation.ts'

interface Setting {
  name: string
  chosen(container: ContainerState): boolean
  without: Partial<ContainerState>
}

const settings: readonly Setting[] = [
  { name: 'published ports', chosen: ({ ports }) => ports.length > 0, without: { ports: [] } },
  {
    name: 'volumes',
    chosen: ({ mounts }) => mounts.length > 0,
    without: { mounts: [] },
  },
  { name: 'read-only root', chosen: ({ readOnly }) => readOnly, without: { readOnly: false } },
  { name: 'user', chosen: ({ user }) => user !== '', without: { user: '' } },
  {
    name: 'dropped capabilities',
    chosen: ({ capDrop }) => capDrop.length > 0,
    without: { capDrop: [] },
  },
  {
    name: 'added capabilities',
    chosen: ({ capAdd }) => capAdd.length > 0,
    without: { capAdd: [] },
  },
  { name: 'privileges', chosen: ({ privileged }) => privileged, without: { privileged: false } },
  { name: 'memory limit', chosen: ({ memory }) => memory > 0, without: { memory: 0 } },
  { name: 'CPU limit', chosen: ({ cpus }) => cpus > 0, without: { cpus: 0 } },
  {
    name: 'limit of processes',
    chosen: ({ pidsLimit }) => pidsLimit > 0,
    without: { pidsLimit: 0 },
  },
  { name: 'restart policy', chosen: ({ restart }) => restart !== 'no', without: { restart: 'no' } },
]

export const setting: MutationKind = {
  kind: 'drop',
  summary: 'A container was made without one of its settings',
  of: (host) =>
    containersOf(host).flatMap(([name, container]) =>
      settings
        .filter(({ chosen }) => chosen(container))
        .map((dropped) =>
          madeAnew(host, name, container, {
            name: (label) => `drop ${dropped.name} of container ${label}`,
            with: dropped.without,
          }),
        ),
    ),
}
