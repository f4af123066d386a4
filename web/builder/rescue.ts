/**
 * Copies, in this browser, of what the server has not confirmed. Each window has one of its own, so that none
 * forgets another's, and holds a lock on it for as long as it lives: a copy without a lock was left by a window
 * that is gone, and the next one that opens the draft takes it over.
 */
import type { DraftContent } from '../../server/protocol.ts'
import { forget, keep, names, recall } from '../state/remember.ts'
import { token } from '../token.ts'

/** A save that is on its way; it is asked for again under its name until the server has answered. */
export interface Sent {
  attempt: string
  content: DraftContent
}

export interface Rescue {
  /** The revision that it was made on. */
  revision: number
  content: DraftContent
  sent?: Sent
}

export interface Shelf {
  /** What a window that is gone has left. */
  found: Rescue | null
  /** Answers whether there was room. */
  keep(rescue: Rescue): boolean
  forget(): void
  /** Lets the next window have what is still kept. */
  leave(): void
}

/** A window that is just being reloaded lets go within this time; one that lives on does not. */
const PATIENCE_MS = 400

export async function openShelf(draft: string): Promise<Shelf> {
  const prefix = `draft:${draft}`
  for (const name of names(prefix)) {
    const found = recall<Rescue | null>(name, null, (value): value is Rescue => isRescue(value))
    const leave = found && (await hold(name))
    if (leave) return shelf(name, found, leave)
  }
  const name = `${prefix}:${token()}`
  return shelf(name, null, (await hold(name)) ?? (() => {}))
}

function shelf(name: string, found: Rescue | null, leave: () => void): Shelf {
  return {
    found,
    keep: (rescue) => keep(name, rescue),
    forget: () => forget(name),
    leave,
  }
}

/** Answers with how to let go; null where another window has it. */
function hold(name: string): Promise<(() => void) | null> {
  // Only pages from a safe origin have locks; without them every copy counts as left.
  const locks = (navigator as { locks?: LockManager }).locks
  if (locks === undefined) return Promise.resolve(() => {})
  return new Promise((resolve) => {
    const held = () => new Promise<void>((release) => resolve(() => release()))
    const options = { signal: AbortSignal.timeout(PATIENCE_MS) }
    locks.request(`slipway:${name}`, options, held).catch(() => resolve(null))
  })
}

const isRescue = (value: unknown): value is Rescue =>
  typeof value === 'object' && value !== null && 'revision' in value && 'content' in value
