/** What may be done to an environment to see whether it recovers: as written, in words, and as it is asked for. */
import { z } from 'zod'
import type { Mention, Probe } from '../define.ts'
import type { Disturbance } from '../questions.ts'
import { containerOf, mention, refOf } from './subject.ts'
import { swarmSeenBy } from './swarm-view.ts'

const name = z.string().min(1).optional()

export const disturbanceFields = z
  .strictObject({
    restart: name.describe('A container to restart'),
    kill: name.describe('A container whose process to kill, as a crash would'),
    stop: name.describe('A container to stop'),
    engine: name.describe('A host whose engine to restart'),
    cut: name.describe('A host to take off its wires'),
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
  will(name: string): string
  /** "container `web` was killed" */
  was(name: string): string
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
    will: (it) => `unplugs \`${it}\` from its network`,
    was: (it) => `\`${it}\` was unplugged`,
  },
  drain: { will: (it) => `drains node \`${it}\``, was: (it) => `node \`${it}\` was drained` },
}

export function deedOf(written: WrittenDisturbance): { deed: Deed; name: string } {
  const [deed, name] = (Object.entries(written) as [Deed, string | undefined][]).find(
    ([, value]) => value !== undefined,
  ) ?? ['restart', '']
  return { deed, name: name ?? '' }
}

export function willWords(written: WrittenDisturbance): string {
  const { deed, name } = deedOf(written)
  return wordings[deed].will(name)
}

export function wasWords(written: WrittenDisturbance): string {
  const { deed, name } = deedOf(written)
  return wordings[deed].was(name)
}

export function disturbanceMention(written: WrittenDisturbance): Mention {
  const { deed, name } = deedOf(written)
  const isContainer = deed === 'restart' || deed === 'kill' || deed === 'stop'
  return mention(isContainer ? 'container' : 'host', name, 'do', deed)
}

/** What to ask for, or why it cannot be done now. */
export async function disturbanceOf(
  written: WrittenDisturbance,
  probe: Probe,
): Promise<Disturbance | { trouble: string }> {
  const { deed, name } = deedOf(written)
  if (deed === 'engine' || deed === 'cut') return { kind: deed, host: name }
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
