/** A Swarm service: how many of its tasks run, and on which nodes. */
import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import { sameImage, own } from '../topology/names.ts'
import { flag, stringList, wholeNumber } from '../topology/scalars.ts'
import type { ServiceState } from '../topology/swarm-state.ts'
import { capitalise, labelOf, mention, refOf } from './subject.ts'
import { listed, noManager, swarmSeenBy } from './swarm-view.ts'

const fields = z.strictObject({
  name: z.string().min(1).describe('The service, as host1/web where host1 is a manager'),
  image: z.string().min(1).optional(),
  mode: z.enum(['replicated', 'global']).optional(),
  replicas: wholeNumber(0).optional().describe('How many tasks run'),
  nodes: wholeNumber(1).optional().describe('On how many nodes they run, at least'),
  runsOn: stringList.min(1).optional().describe('Nodes that each run one'),
  notOn: stringList.min(1).optional().describe('Nodes that run none'),
  absent: flag.optional(),
})
type Args = z.output<typeof fields>

export const service = defineCheck<Args>({
  kind: 'service',
  summary: 'How many tasks of a Swarm service run, and where',
  fields,
  describe: (args) => `Service \`${args.name}\` ${expectation(args)}`,
  mentions: ({ name, runsOn = [], notOn = [] }) => [
    mention('service', name, 'name'),
    ...runsOn.map((host, at) => mention('host', host, 'runsOn', at)),
    ...notOn.map((host, at) => mention('host', host, 'notOn', at)),
  ],
  live: true,
  run,
  example: { name: 'web', replicas: 3, nodes: 2, notOn: ['host2'] },
})

function expectation({ image, mode, replicas, nodes, runsOn, notOn, absent }: Args): string {
  if (absent === true) return 'is gone'
  const parts = [
    mode === undefined ? '' : `is ${mode}`,
    image === undefined ? '' : `runs \`${image}\``,
    replicas === undefined ? '' : `has ${tasks(replicas)} running`,
    nodes === undefined ? '' : `is spread over ${nodes} nodes or more`,
    runsOn === undefined ? '' : `runs on ${listed(runsOn)}`,
    notOn === undefined ? '' : `does not run on ${listed(notOn)}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'is there, and all its tasks run' : parts.join(' and ')
}

function tasks(count: number): string {
  return `${count} ${count === 1 ? 'task' : 'tasks'}`
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const expected = expectation(args)
  const ref = refOf(args.name, probe)
  const label = `service ${labelOf(ref, probe)}`
  const seen = await swarmSeenBy(ref.host, probe)
  if (seen === undefined) {
    const why = noManager(ref.host)
    return fail(expected, why, `There is no ${label} yet: ${why}.`)
  }
  const found = own(seen.swarm.services, ref.name)
  if (args.absent === true) {
    return found === undefined
      ? pass(expected, 'gone', `There is no ${label}, as it should be.`)
      : fail(expected, 'it is there', `${capitalise(label)} is there, and should be gone.`)
  }
  if (found === undefined) return fail(expected, 'no such service', `There is no ${label} yet.`)
  const is = wordsOf(found)
  const wrong = tests.map((test) => test(args, found)).find((it) => it !== undefined)
  if (wrong === undefined) return pass(expected, is, `${capitalise(label)} ${expected}: ${is}.`)
  return fail(expected, is, `${capitalise(label)} ${wrong}${trouble(found)}.`)
}

function nodesOf(service: ServiceState): string[] {
  const running = service.tasks.filter(({ status, node }) => status === 'running' && node !== '')
  return [...new Set(running.map(({ node }) => node))].sort()
}

function count(nodes: readonly string[]): string {
  if (nodes.length === 0) return 'no node'
  return `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'} (${listed(nodes)})`
}

function wordsOf(service: ServiceState): string {
  const nodes = nodesOf(service)
  const where = nodes.length === 0 ? '' : ` on ${nodes.join(', ')}`
  return `${service.running} of ${tasks(service.replicas)} running${where}`
}

/** The engine's own reason, where a task gives one. */
function trouble(service: ServiceState): string {
  const ill = service.tasks.find(({ status, error }) => status !== 'running' && error !== '')
  return ill === undefined ? '' : ` (${ill.status}: ${ill.error})`
}

type Test = (args: Args, service: ServiceState) => string | undefined

const tests: readonly Test[] = [
  ({ mode }, service) =>
    mode === undefined || service.mode === mode
      ? undefined
      : `is ${service.mode}, and should be ${mode}`,
  ({ image }, service) =>
    image === undefined || sameImage(service.image, image)
      ? undefined
      : `runs \`${service.image}\`, and should run \`${image}\``,
  ({ replicas }, service) =>
    replicas === undefined || service.running === replicas
      ? undefined
      : `has ${tasks(service.running)} running of ${service.replicas} wanted, and should have ${replicas}`,
  ({ replicas }, service) =>
    replicas !== undefined || service.status === 'running'
      ? undefined
      : `has ${tasks(service.running)} running of ${service.replicas} wanted`,
  ({ nodes }, service) => {
    const on = nodesOf(service)
    if (nodes === undefined || on.length >= nodes) return undefined
    return `runs on ${count(on)}, and should run on ${nodes} or more`
  },
  ({ runsOn = [] }, service) => {
    const lacking = runsOn.filter((node) => !nodesOf(service).includes(node))
    return lacking.length === 0 ? undefined : `does not run on ${listed(lacking)}`
  },
  ({ notOn = [] }, service) => {
    const surplus = notOn.filter((node) => nodesOf(service).includes(node))
    return surplus.length === 0 ? undefined : `still runs on ${listed(surplus)}`
  },
]
