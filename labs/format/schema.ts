/** What may be written in a lab, key by key. The types and the JSON Schema follow from here. */
import { z } from 'zod'
import { writtenKinds } from '../checks/index.ts'
import {
  containerFields,
  goalContainerFields,
  networkFields,
  volumeFields,
} from '../topology/fields.ts'
import {
  goalServiceFields,
  nodeFields,
  secretFields,
  secretGoalFields,
  serviceFields,
  swarmRoles,
} from '../topology/swarm-fields.ts'
import { duration, milliseconds } from '../topology/duration.ts'
import { decimal, oneOrMany, stringList, text, wholeNumber } from '../topology/scalars.ts'
import { paramFields } from './params.ts'
import { preflightFields } from './preflight.ts'
import { acceptFields, alternativeFields, commandsFields, mistakeFields } from './ways.ts'

const networks = z.record(z.string(), networkFields.nullable())
const volumes = z.record(z.string(), volumeFields.nullable())
const containers = z.record(z.string(), containerFields)

const fileFields = z.union([
  z.string(),
  z.strictObject({
    content: z.string().optional(),
    from: z.string().optional().describe("Path in the lab's folder `files/`"),
    mode: z.union([z.string().regex(/^0?[0-7]{3,4}$/, 'is not a mode'), z.number()]).optional(),
  }),
])

export const hostFields = z.strictObject({
  depends_on: stringList.optional().describe('Hosts that are complete before this one starts'),
  wires: stringList.optional().describe('Networks between hosts that this host is on'),
  images: stringList.optional().describe('Images in the host from the start'),
  devices: z
    .array(z.enum(['/dev/fuse']))
    .optional()
    .describe("The machine's devices that the host may open"),
  daemon: z.record(z.string(), z.unknown()).optional().describe('Keys for /etc/docker/daemon.json'),
  files: z
    .record(z.string(), fileFields)
    .optional()
    .describe('Files of the host, by absolute path'),
  networks: networks.optional(),
  volumes: volumes.optional(),
  containers: containers.optional(),
  swarm: z.enum(swarmRoles).optional().describe("The host's part in the lab's swarm"),
  services: z.record(z.string(), serviceFields).optional().describe('Services of the swarm'),
  secrets: z.record(z.string(), secretFields).optional().describe('Secrets of the swarm'),
  start: oneOrMany.optional().describe('Commands that root runs once when the rest is there'),
})

const absent = z.literal('absent')

const goalShape = {
  networks: z.record(z.string(), z.union([absent, networkFields, z.null()])).optional(),
  volumes: z.record(z.string(), z.union([absent, volumeFields, z.null()])).optional(),
  containers: z.record(z.string(), z.union([absent, goalContainerFields, z.null()])).optional(),
  images: stringList.optional(),
  swarm: z.enum([...swarmRoles, 'absent']).optional(),
  services: z.record(z.string(), z.union([absent, goalServiceFields, z.null()])).optional(),
  secrets: z.record(z.string(), z.union([absent, secretGoalFields, z.null()])).optional(),
  nodes: z.record(z.string(), z.union([absent, nodeFields, z.null()])).optional(),
}
/** What a goal may draw of a host. */
export const goalKeys = Object.keys(goalShape)
const hostGoalFields = z.strictObject(goalShape)
/** By host; or what stands below a host, where a lab has one. */
const goalFields = z.object(goalShape).catchall(hostGoalFields)

const kindShape: Record<string, z.ZodOptional<z.ZodType>> = Object.fromEntries(
  writtenKinds.map(({ kind, fields, summary }) => [kind, fields.describe(summary).optional()]),
)

export const checkFields = z.strictObject({
  ...kindShape,
  within: duration
    .transform(milliseconds)
    .optional()
    .describe('How long to go on asking, such as 10s'),
  stable: wholeNumber(1, 100).optional().describe('How many passes in a row are wanted'),
  weight: decimal.optional(),
  title: z
    .string()
    .min(1)
    .optional()
    .describe('What the learner reads in place of the description'),
})

const after = z
  .union([wholeNumber(0, 1000), z.string().regex(/^\d+ failures?$/, 'is not a number of failures')])
  .transform((value) => (typeof value === 'number' ? value : Number.parseInt(value)))

const hintFields = z.strictObject({
  after: after.optional().describe('How many failures earn it, such as 2 failures'),
  when: z.string().min(1).optional().describe('Part of a failing sentence that it helps with'),
  text: z.string().min(1),
})

const stepFields = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  text: z.string().optional().describe('Markdown; a fence tagged `run HOST` can be clicked'),
  goal: goalFields.optional(),
  checks: z.array(checkFields).optional(),
  hints: z.array(hintFields).optional(),
  solution: commandsFields.optional(),
  alternatives: z.array(alternativeFields).optional().describe('Other right ways; never shown'),
  mistakes: z.array(mistakeFields).optional().describe('Typical wrong ways; never shown'),
  weight: decimal.optional(),
})

export const levels = ['beginner', 'intermediate', 'advanced'] as const

export const labFields = z.strictObject({
  slipway: z.literal(1).describe('Version of the lab language'),
  title: z.string().min(1),
  summary: z.string().optional(),
  level: z.enum(levels).optional(),
  minutes: wholeNumber(1, 600).optional(),
  tags: stringList.optional(),
  learn: stringList.optional().describe('What one will be able to do'),
  requires: stringList.optional().describe('Ids of labs to do before'),
  params: z
    .record(z.string(), paramFields)
    .optional()
    .describe('Drawn per learner; used as ${name}'),
  preflight: preflightFields.optional().describe('What the machine must have'),
  wires: z.array(text).optional().describe('Networks between hosts'),
  hosts: z.record(z.string(), hostFields.nullable()),
  steps: z.array(stepFields).min(1),
  accepts: z.array(acceptFields).optional().describe('Mutations that may survive'),
})

export type LabFields = z.output<typeof labFields>
export type HostFields = z.output<typeof hostFields>
export type StepFields = z.output<typeof stepFields>
export type CheckFields = z.output<typeof checkFields>
export type GoalFields = z.output<typeof hostGoalFields>

export const paramsFields = z.record(z.string(), paramFields)

/** JSON Schema (draft 7) of what may be written. */
export function labJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(labFields, { io: 'input', target: 'draft-7' })
  return { ...schema, title: 'Slipway lab' }
}
