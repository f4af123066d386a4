/** A node of a swarm, as a manager sees it. */
import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import { own } from '../topology/names.ts'
import { flag, wholeNumber } from '../topology/scalars.ts'
import type { NodeState, SwarmState } from '../topology/swarm-state.ts'
import { mention } from './subject.ts'
import { listed, noManager, swarmSeenBy } from './swarm-view.ts'

const fields = z.strictObject({
  name: z.string().min(1).describe('The node: a host of the lab'),
  asked: z.string().min(1).optional().describe('The manager that is asked; any, where left out'),
  role: z.enum(['manager', 'worker']).optional(),
  availability: z.enum(['active', 'pause', 'drain']).optional(),
  status: z.enum(['ready', 'down', 'disconnected', 'unknown']).optional(),
  leader: flag.optional(),
  tasks: wholeNumber(0).optional().describe('How many tasks of services run there'),
  absent: flag.optional().describe('Whether it must not be in the swarm'),
})
type Args = z.output<typeof fields>

export const node = defineCheck<Args>({
  kind: 'node',
  summary: 'Role, availability and state of a node of a swarm',
  fields,
  describe: (args) => `\`${args.name}\` ${expectation(args)}`,
  mentions: ({ name, asked }) => [
    mention('host', name, 'name'),
    ...(asked === undefined ? [] : [mention('host', asked, 'asked')]),
  ],
  live: true,
  run,
  example: { name: 'host2', role: 'worker', availability: 'drain', tasks: 0 },
})

interface Facet {
  wanted(args: Args): string | undefined
  found(node: NodeState, name: string, swarm: SwarmState): string
  advice: string
}

const facets: readonly Facet[] = [
  {
    wanted: ({ role }) => role && `a ${role}`,
    found: ({ role }) => `a ${role}`,
    advice: 'look at `docker node promote` and `docker node demote`',
  },
  {
    wanted: ({ availability }) => availability,
    found: ({ availability }) => availability,
    advice: 'look at `docker node update --availability`',
  },
  {
    wanted: ({ status }) => status,
    found: ({ status }) => status,
    advice: 'look at `docker node ls`',
  },
  {
    wanted: ({ leader }) => (leader === undefined ? undefined : leadership(leader)),
    found: ({ leader }) => leadership(leader),
    advice: 'look at `docker node ls`',
  },
  {
    wanted: ({ tasks }) => (tasks === undefined ? undefined : `running ${tasks} tasks`),
    found: (_, name, swarm) => `running ${tasksOn(name, swarm)} tasks`,
    advice: 'look at `docker node ps`',
  },
]

function leadership(leads: boolean): string {
  return leads ? 'the leader' : 'not the leader'
}

function tasksOn(name: string, { services }: SwarmState): number {
  const all = Object.values(services).flatMap(({ tasks }) => tasks)
  return all.filter(({ node: on, status }) => on === name && status === 'running').length
}

function expectation(args: Args): string {
  if (args.absent === true) return 'is not in the swarm'
  const parts = facets.flatMap(({ wanted }) => wanted(args) ?? [])
  return parts.length === 0 ? 'is in the swarm' : `is ${parts.join(' and ')} in the swarm`
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const expected = expectation(args)
  const seen = await swarmSeenBy(args.asked, probe)
  if (seen === undefined) {
    const why = noManager(args.asked)
    return fail(expected, why, `\`${args.name}\` is in no swarm that can be asked: ${why}.`)
  }
  const found = own(seen.swarm.nodes, args.name)
  if (args.absent === true) {
    return found === undefined
      ? pass(expected, 'not there', `\`${args.name}\` is not in the swarm, as it should be.`)
      : fail(expected, 'it is there', `\`${args.name}\` is in the swarm, and should not be.`)
  }
  if (found === undefined) {
    const nodes = listed(Object.keys(seen.swarm.nodes).sort())
    return fail(expected, nodes, `\`${args.name}\` has not joined the swarm of ${nodes} yet.`)
  }
  for (const { wanted, found: read, advice } of facets) {
    const [want, is] = [wanted(args), read(found, args.name, seen.swarm)]
    if (want !== undefined && want !== is) {
      return fail(expected, is, `\`${args.name}\` is ${is}, and should be ${want}: ${advice}.`)
    }
  }
  return pass(expected, expected, `\`${args.name}\` ${expected}.`)
}
