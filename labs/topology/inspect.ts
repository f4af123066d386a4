/** The parts of Docker's inspect output that are read, leniently: engines differ in what they leave out or write as null. */
import { z } from 'zod'

const strings = z.record(z.string(), z.string()).nullish()
const list = z.array(z.string()).nullish()
const text = z.string().nullish()
const number = z.number().nullish()
const flag = z.boolean().nullish()

export const networkInspect = z.looseObject({
  Name: z.string(),
  Id: text,
  Driver: text,
  Scope: text,
  Internal: flag,
  Attachable: flag,
  EnableIPv6: flag,
  IPAM: z
    .looseObject({
      Config: z.array(z.looseObject({ Subnet: text, Gateway: text, IPRange: text })).nullish(),
    })
    .nullish(),
  Options: strings,
  Labels: strings,
})

export const volumeInspect = z.looseObject({
  Name: z.string(),
  Driver: text,
  Options: strings,
  Labels: strings,
})

const endpoint = z.looseObject({
  IPAddress: text,
  IPPrefixLen: number,
  Gateway: text,
  MacAddress: text,
  Aliases: list,
  IPAMConfig: z.looseObject({ IPv4Address: text }).nullish(),
})

const mount = z.looseObject({
  Type: text,
  Name: text,
  Source: text,
  Destination: text,
  RW: flag,
})

const bindings = z
  .record(z.string(), z.array(z.looseObject({ HostIp: text, HostPort: text })).nullish())
  .nullish()

export const containerInspect = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  State: z.looseObject({ Status: text, ExitCode: number, Pid: number }).nullish(),
  Config: z
    .looseObject({
      Image: text,
      Cmd: list,
      Entrypoint: list,
      Env: list,
      Hostname: text,
      User: text,
      WorkingDir: text,
      Tty: flag,
      OpenStdin: flag,
      Labels: strings,
    })
    .nullish(),
  HostConfig: z
    .looseObject({
      NetworkMode: text,
      VolumesFrom: list,
      PortBindings: bindings,
      RestartPolicy: z.looseObject({ Name: text, MaximumRetryCount: number }).nullish(),
      ReadonlyRootfs: flag,
      Privileged: flag,
      CapAdd: list,
      CapDrop: list,
      Memory: number,
      NanoCpus: number,
      CpuQuota: number,
      CpuPeriod: number,
      PidsLimit: number,
      Tmpfs: strings,
    })
    .nullish(),
  Mounts: z.array(mount).nullish(),
  NetworkSettings: z
    .looseObject({
      Networks: z.record(z.string(), endpoint.nullish()).nullish(),
      Ports: bindings,
    })
    .nullish(),
})

export const imageInspect = z.looseObject({ RepoTags: list })

export type NetworkInspect = z.output<typeof networkInspect>
export type VolumeInspect = z.output<typeof volumeInspect>
export type ContainerInspect = z.output<typeof containerInspect>
