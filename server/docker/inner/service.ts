import type { WantedService } from '../../../labs/format/compiled.ts'
import { defined, nonEmpty, pairs } from './body.ts'

/** The body of `POST /services/create` and of an update. Pure. @param ids ids of the secrets by name */
export function serviceBody(
  name: string,
  wanted: WantedService,
  ids: ReadonlyMap<string, string>,
): Record<string, unknown> {
  return {
    Name: name,
    Labels: wanted.labels ?? {},
    TaskTemplate: defined({
      ContainerSpec: containerSpec(wanted, ids),
      Networks: Object.entries(wanted.networks ?? {}).map(([Target, { aliases }]) =>
        defined({ Target, Aliases: nonEmpty(aliases) }),
      ),
      Placement: wanted.constraints && { Constraints: wanted.constraints },
    }),
    Mode:
      wanted.mode === 'global'
        ? { Global: {} }
        : { Replicated: { Replicas: wanted.replicas ?? 1 } },
    EndpointSpec: {
      Mode: wanted.endpointMode ?? 'vip',
      Ports: (wanted.ports ?? []).map(({ target, published, protocol }) =>
        defined({
          TargetPort: target,
          PublishedPort: published || undefined,
          Protocol: protocol,
          // Without a virtual address nothing can spread what comes in: each task publishes on its own node.
          PublishMode: wanted.endpointMode === 'dnsrr' ? 'host' : 'ingress',
        }),
      ),
    },
  }
}

function containerSpec(
  wanted: WantedService,
  ids: ReadonlyMap<string, string>,
): Record<string, unknown> {
  return defined({
    Image: wanted.image,
    Args: nonEmpty(wanted.command),
    Command: nonEmpty(wanted.entrypoint),
    Env: pairs(wanted.environment),
    User: wanted.user,
    Dir: wanted.workingDir,
    Hostname: wanted.hostname,
    Mounts: nonEmpty(wanted.mounts)?.map(({ type, source, target, readOnly }) => ({
      Type: type,
      Source: source,
      Target: target,
      ReadOnly: readOnly,
    })),
    Secrets: nonEmpty(wanted.secrets)?.map(({ source, target }) => ({
      SecretID: ids.get(source) ?? source,
      SecretName: source,
      File: { Name: target, UID: '0', GID: '0', Mode: 0o444 },
    })),
  })
}
