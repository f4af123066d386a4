/** The canonical form of a swarm's service → the form it is written in. */
import type { Fields } from '../edit/value.ts'
import type { WantedService } from '../format/compiled.ts'
import type { MountState } from '../topology/state.ts'
import { listed, mount, portWritten, said } from './written.ts'

export function writtenService(service: Partial<WantedService>): Fields {
  const { mode, replicas, endpointMode, constraints, labels } = service
  return {
    ...said({ image: service.image }),
    ...listed('command', service.command),
    ...listed('entrypoint', service.entrypoint),
    ...said({
      environment: service.environment,
      user: service.user || undefined,
      working_dir: service.workingDir || undefined,
      hostname: service.hostname || undefined,
      networks: ends(service.networks),
      ports: service.ports?.map(portWritten),
      volumes: service.mounts?.map(mounted),
      secrets: service.secrets?.map(({ source, target }) =>
        source === target ? source : { source, target },
      ),
      deploy: said({
        mode: mode === 'replicated' ? undefined : mode,
        replicas: mode === 'global' ? undefined : replicas,
        endpoint_mode: endpointMode === 'vip' ? undefined : endpointMode,
        placement: said({ constraints }),
        labels,
      }),
    }),
  }
}

/** A service has no key of its own for tmpfs. */
const mounted = (one: MountState) =>
  one.type === 'tmpfs'
    ? said({ type: one.type, target: one.target, read_only: one.readOnly })
    : mount(one)

function ends(networks: WantedService['networks']) {
  if (networks === undefined) return undefined
  const list = Object.entries(networks)
  if (list.every(([, { aliases }]) => aliases.length === 0)) return list.map(([name]) => name)
  return Object.fromEntries(list.map(([name, { aliases }]) => [name, said({ aliases })]))
}
