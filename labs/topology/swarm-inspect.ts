/** The parts of Docker's answers about a swarm that are read, leniently. */
import { z } from 'zod'

const strings = z.record(z.string(), z.string()).nullish()
const list = z.array(z.string()).nullish()
const text = z.string().nullish()
const number = z.number().nullish()
const flag = z.boolean().nullish()

export const swarmInfo = z.looseObject({
  LocalNodeState: z.enum(['inactive', 'pending', 'active', 'error', 'locked']).nullish(),
  ControlAvailable: flag,
})

export const nodeInspect = z.looseObject({
  ID: z.string(),
  Spec: z
    .looseObject({
      Role: z.enum(['manager', 'worker']).nullish(),
      Availability: z.enum(['active', 'pause', 'drain']).nullish(),
      Labels: strings,
    })
    .nullish(),
  Description: z.looseObject({ Hostname: text }).nullish(),
  Status: z
    .looseObject({
      State: z.enum(['ready', 'down', 'disconnected', 'unknown']).nullish(),
      Addr: text,
    })
    .nullish(),
  ManagerStatus: z.looseObject({ Leader: flag }).nullish(),
})

const attachments = z.array(z.looseObject({ Target: text, Aliases: list })).nullish()

const containerSpec = z.looseObject({
  Image: text,
  Args: list,
  Command: list,
  Env: list,
  User: text,
  Dir: text,
  Hostname: text,
  Mounts: z
    .array(z.looseObject({ Type: text, Source: text, Target: text, ReadOnly: flag }))
    .nullish(),
  Secrets: z
    .array(z.looseObject({ SecretName: text, File: z.looseObject({ Name: text }).nullish() }))
    .nullish(),
})

export const serviceInspect = z.looseObject({
  ID: z.string(),
  Spec: z.looseObject({
    Name: z.string(),
    Labels: strings,
    TaskTemplate: z
      .looseObject({
        ContainerSpec: containerSpec.nullish(),
        Placement: z.looseObject({ Constraints: list }).nullish(),
        Networks: attachments,
      })
      .nullish(),
    Networks: attachments,
    Mode: z
      .looseObject({
        Replicated: z.looseObject({ Replicas: number }).nullish(),
        Global: z.looseObject({}).nullish(),
      })
      .nullish(),
    EndpointSpec: z
      .looseObject({
        Mode: z.enum(['vip', 'dnsrr']).nullish(),
        Ports: z
          .array(z.looseObject({ Protocol: text, TargetPort: number, PublishedPort: number }))
          .nullish(),
      })
      .nullish(),
  }),
})

export const taskInspect = z.looseObject({
  ServiceID: text,
  NodeID: text,
  Slot: number,
  CreatedAt: text,
  DesiredState: text,
  Status: z
    .looseObject({
      State: text,
      Err: text,
      ContainerStatus: z.looseObject({ ContainerID: text }).nullish(),
    })
    .nullish(),
})

export const secretInspect = z.looseObject({
  Spec: z.looseObject({ Name: z.string(), Labels: strings }),
})

export type NodeInspect = z.output<typeof nodeInspect>
export type ServiceInspect = z.output<typeof serviceInspect>
export type TaskInspect = z.output<typeof taskInspect>
