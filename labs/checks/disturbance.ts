/** What may be done to an environment to see whether it recovers: as written, in words, and as it is asked for. */
import { z } from 'zod'
import type { Mention, Probe } from '../define.ts'
import type { Disturbance } from '../questions.ts'
import { containerOf, mention, refOf } from './subject.ts'
import { swarmSeenBy } from './swarm-view.ts'

const one = z.string().min(1)
const name = one.optional()
const plug = z.strictObject({
  host: one.describe('The host'),
  wire: one.describe('The one wire that it is taken off; its others stay'),
})

export const disturbanceFields = z
  .strictObject({
    restart: name.describe('A container to restart'),
    kill: name.describe('A container whose process to kill, as a crash would'),
    stop: name.describe('A container to stop'),
    engine: name.describe('A host whose engine to restart'),
    cut: z
      .union([one, plug])
      .optional()
      .describe('A host to take off its wires, or a host and one of its wires'),
    drain: name.describe('A node of a swarm to drain'),
  })
  .refine((written) => Object.values(written).filter((it) => it !== undefined).length === 1, {
    message: 'Exactly one thing must be done.',
    params: {
      code: 'not-one-thing',
      advice: 'Give exactly one of restart, kill, stop, engine, cut and drain.',
    },
  })
export type WrittenDisturbance = z.output<typeof disturbanceFields>
type Deed = keyof WrittenDisturbance

interface Wording {
  /** "kills container `web`" */
  will(name: string, wire: string): string
  /** "container `web` was killed" */
  was(name: string, wire: string): string
}

const wordings: Record<Deed, Wording> = {
  restart: {
    will: (it) => `restarts container \`${it}\``,
    was: (it) => `container \`${it}\` was restarted`,
  },
  kill: {
    will: (it) => `kills container \`${it}\``,
    was: (it) => `container \`${it}\` was killed`,
  },
  stop: {
    will: (it) => `stops container \`${it}\``,
    was: (it) => `container \`${it}\` was stopped`,
  },
  engine: {
    will: (it) => `restarts the engine of \`${it}\``,
    was: (it) => `the engine of \`${it}\` was restarted`,
  },
  cut: {
    will: (it, wire) =>
      `unplugs \`${it}\` from ${wire === '' ? 'its network' : `wire \`${wire}\``}`,
    was: (it, wire) => `\`${it}\` was unplugged${wire === '' ? '' : ` from wire \`${wire}\``}`,
  },
  drain: { will: (it) => `drains node \`${it}\``, was: (it) => `node \`${it}\` was drained` },
}

export function deedOf({ cut, ...others }: WrittenDisturbance): {
  deed: Deed
  name: string
  /** Empty where every wire is meant. */
  wire: string
} {
  if (typeof cut === 'object') return { deed: 'cut', name: cut.host, wire: cut.wire }
  const [deed, name] = (Object.entries({ ...others, cut }) as [Deed, string | undefined][]).find(
    ([, value]) => value !== undefined,
  ) ?? ['restart', '']
  return { deed, name: name ?? '', wire: '' }
}

export function willWords(written: WrittenDisturbance): string {
  const { deed, name, wire } = deedOf(written)
  return wordings[deed].will(name, wire)
}

export function wasWords(written: WrittenDisturbance): string {
  const { deed, name, wire } = deedOf(written)
  return wordings[deed].was(name, wire)
}

export function disturbanceMention(written: WrittenDisturbance): Mention {
  const { deed, name } = deedOf(written)
  const isContainer = deed === 'restart' || deed === 'kill' || deed === 'stop'
  const path = typeof written.cut === 'object' ? ['do', 'cut', 'host'] : ['do', deed]
  return mention(isContainer ? 'container' : 'host', name, ...path)
}

/** What to ask for, or why it cannot be done now. */
export async function disturbanceOf(
  written: WrittenDisturbance,
  probe: Probe,
): Promise<Disturbance | { trouble: string }> {
  const { deed, name, wire } = deedOf(written)
  if (deed === 'engine') return { kind: deed, host: name }
  if (deed === 'cut') return { kind: deed, host: name, ...(wire !== '' && { wire }) }
  if (deed === 'drain') {
    const seen = await swarmSeenBy(undefined, probe)
    if (seen === undefined) return { trouble: 'there is no swarm to drain a node of' }
    return { kind: deed, host: seen.host, node: name }
  }
  const { label, state } = await containerOf(name, probe)
  if (state === undefined) return { trouble: `there is no container ${label}` }
  const { host, name: container } = refOf(name, probe)
  return { kind: deed, host, container }
}
