/** Does something to hosts, sees that it shows, and puts it back. */
import { setTimeout as wait } from 'node:timers/promises'
import { ProbeError } from '../../../labs/define.ts'
import type { Disturbance } from '../../../labs/questions.ts'
import { acts, type Act } from './acts.ts'
import { forget, leaveNote } from './notes.ts'
import type { DisturbWorld } from './power.ts'

/** A swarm takes some fifteen seconds to miss a node. */
const showsMs = 60_000
const againMs = 200

export interface Disturbed {
  /** Resolves once it is done and shows: what is asked before that would still find everything right. */
  begun: Promise<unknown>
  /** Puts back what was begun; safe where nothing was done. Takes no signal: it must happen. */
  restore(): Promise<void>
}

export function disturb(world: DisturbWorld, what: Disturbance): Disturbed {
  const withdrawn = new AbortController()
  let putBack = () => Promise.resolve()
  const begin = async () => {
    const deed = await (acts[what.kind] as Act<Disturbance>)(world, what)
    const { note } = deed
    if (note !== undefined) await leaveNote(world.power, note)
    putBack = async () => {
      await deed.undo()
      if (note !== undefined) await forget(world.power, note.host)
    }
    await deed.do()
    await shown(deed.shows, withdrawn.signal)
  }
  const begun = begin()
  return {
    begun,
    async restore() {
      withdrawn.abort()
      await begun.catch(() => undefined)
      await putBack()
    },
  }
}

async function shown(shows: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + showsMs
  while (!(await shows())) {
    if (performance.now() >= deadline) {
      throw new ProbeError(`it did not show within ${showsMs / 1000} seconds`)
    }
    await wait(againMs, undefined, { signal })
  }
}
