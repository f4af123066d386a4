/** The Compose vocabulary of a host as schemas: what may be written for a network, a volume and a container. */
import { z } from 'zod'
import { commandField } from './command.ts'
import { mountsField } from './mounts.ts'
import { portsField } from './ports.ts'
import {
  byteSize,
  decimal,
  flag,
  object,
  oneOrMany,
  stringList,
  stringMap,
  text,
  wholeNumber,
} from './scalars.ts'

const subnetFields = z.strictObject({
  subnet: z.string(),
  gateway: z.string().optional(),
  ip_range: z.string().optional(),
})

export const networkFields = z.strictObject({
  driver: z.string().optional(),
  driver_opts: stringMap.optional(),
  internal: flag.optional(),
  attachable: flag.optional(),
  enable_ipv6: flag.optional(),
  ipam: z.strictObject({ config: z.array(subnetFields).optional() }).optional(),
  labels: stringMap.optional(),
})

export const volumeFields = z.strictObject({
  driver: z.string().optional(),
  driver_opts: stringMap.optional(),
  labels: stringMap.optional(),
})

const endpointFields = z.strictObject({
  ipv4_address: z.string().optional(),
  aliases: stringList.optional(),
})

export const statuses = ['created', 'running', 'paused', 'restarting', 'exited', 'dead'] as const

const networkMode = z.string().superRefine((mode, context) => {
  if (/^(bridge|host|none|container:.+)$/.test(mode)) return
  object(context, {
    code: 'bad-network-mode',
    message: `\`${mode}\` is not a network mode.`,
    advice: 'Use bridge, host, none or container:NAME; networks of your own go below `networks`.',
  })
})

const restart = z
  .string()
  .regex(/^(no|always|unless-stopped|on-failure(:\d+)?)$/, 'is not a restart policy')

export const containerFields = z.strictObject({
  image: z.string().min(1).optional(),
  state: z.enum(statuses).optional(),
  command: commandField.optional(),
  entrypoint: commandField.optional(),
  environment: stringMap.optional(),
  hostname: z.string().optional(),
  user: text.optional(),
  working_dir: z.string().optional(),
  tty: flag.optional(),
  stdin_open: flag.optional(),
  network_mode: networkMode.optional(),
  networks: z
    .union([z.array(z.string()), z.record(z.string(), endpointFields.nullable())])
    .optional(),
  volumes: mountsField.optional(),
  volumes_from: stringList.optional(),
  tmpfs: oneOrMany.optional(),
  ports: portsField.optional(),
  labels: stringMap.optional(),
  restart: restart.optional(),
  read_only: flag.optional(),
  privileged: flag.optional(),
  cap_add: stringList.optional(),
  cap_drop: stringList.optional(),
  mem_limit: byteSize.optional(),
  cpus: decimal.optional(),
  pids_limit: wholeNumber(-1).optional(),
  depends_on: stringList.optional(),
})

/** What a goal may say of a container: also what it must not have. */
export const goalContainerFields = containerFields.extend({
  without: containerFields
    .pick({
      ...{ volumes: true, tmpfs: true, volumes_from: true, ports: true },
      ...{ environment: true, labels: true, cap_add: true, cap_drop: true },
    })
    .optional()
    .describe('What it must not have; of maps the names count'),
})

export type NetworkFields = z.output<typeof networkFields>
export type VolumeFields = z.output<typeof volumeFields>
export type ContainerFields = z.output<typeof containerFields>
