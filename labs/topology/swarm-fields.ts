/** What may be written about a swarm, in the words of the Compose Specification as far as it has them. */
import { z } from 'zod'
import { commandField } from './command.ts'
import { mountsField } from './mounts.ts'
import { portsField } from './ports.ts'
import { stringList, stringMap, text, wholeNumber } from './scalars.ts'

export const swarmRoles = ['manager', 'worker'] as const

const secretUse = z.union([
  z.string(),
  z.strictObject({ source: z.string(), target: z.string().optional() }),
])

const endpoint = z.strictObject({ aliases: stringList.optional() })

const deploy = z.strictObject({
  mode: z.enum(['replicated', 'global']).optional(),
  replicas: wholeNumber(0, 100).optional(),
  endpoint_mode: z.enum(['vip', 'dnsrr']).optional(),
  placement: z.strictObject({ constraints: stringList.optional() }).optional(),
  labels: stringMap.optional(),
})

export const serviceFields = z.strictObject({
  image: z.string().min(1).optional(),
  state: z.enum(['running', 'pending']).optional().describe('Whether every task runs'),
  command: commandField.optional(),
  entrypoint: commandField.optional(),
  environment: stringMap.optional(),
  user: text.optional(),
  working_dir: z.string().optional(),
  hostname: z.string().optional(),
  networks: z.union([stringList, z.record(z.string(), endpoint.nullable())]).optional(),
  ports: portsField.optional(),
  volumes: mountsField.optional(),
  secrets: z.array(secretUse).optional(),
  deploy: deploy.optional(),
})

/** What a goal may say of a service: also what it must not have. */
export const goalServiceFields = serviceFields.extend({
  without: serviceFields
    .pick({ volumes: true, ports: true, secrets: true, environment: true })
    .optional()
    .describe('What it must not have; of maps the names count'),
})

export const secretFields = z.strictObject({
  content: z.string().optional(),
  file: z.string().optional().describe("Path in the lab's folder `files/`"),
  labels: stringMap.optional(),
})

/** In a goal no content can be wanted: no engine gives it back. */
export const secretGoalFields = z.strictObject({ labels: stringMap.optional() })

export const nodeFields = z.strictObject({
  role: z.enum(swarmRoles).optional(),
  availability: z.enum(['active', 'pause', 'drain']).optional(),
  status: z.enum(['ready', 'down', 'disconnected', 'unknown']).optional(),
  labels: stringMap.optional(),
})

export type ServiceFields = z.output<typeof serviceFields>
export type SecretFields = z.output<typeof secretFields>
export type NodeFields = z.output<typeof nodeFields>
