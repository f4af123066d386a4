/** What a draft can be compared with, and the two of it that are: the draft, its versions, the lab as it was shipped. */
import type { DraftContent, Result, VersionRow, WireError } from '../../../server/protocol.ts'
import { clip } from '../../canvas/words.ts'
import { relativeTime } from '../../ui/time.ts'
import { builderApi } from '../run/builder-api.ts'

export interface Side {
  /** `draft`, `shipped`, or a version's digest. */
  id: string
  /** `Version 3`. */
  name: string
  /** The same inside of a sentence. */
  said: string
  /** `Version 3, 2 hours ago: what is new`, as long as a list to choose from has room. */
  label: string
  /** What is new, where the label had no room for all of it; otherwise empty. */
  note: string
}

/** Characters of a label. */
const ROOM = 34

export const DRAFT: Side = {
  id: 'draft',
  name: 'Draft',
  said: 'the draft',
  label: 'Draft',
  note: '',
}
const SHIPPED: Side = {
  id: 'shipped',
  name: 'Shipped original',
  said: 'the shipped original',
  label: 'Shipped original',
  note: '',
}

/** What the server knows of a draft's lab. */
export interface Shelf {
  lab: string
  /** Newest first. */
  versions: VersionRow[]
  shipped: DraftContent | null
}

export async function readShelf(draft: string): Promise<Result<Shelf>> {
  const row = await builderApi.row(draft)
  if (!row.ok) return row
  const lab = row.value.lab
  if (lab === undefined) return { ok: true, value: { lab: '', versions: [], shipped: null } }
  const [versions, shipped] = await Promise.all([builderApi.versions(lab), builderApi.shipped(lab)])
  if (!versions.ok) return versions
  if (!shipped.ok) return shipped
  const newest = versions.value.toSorted((one, other) => other.number - one.number)
  return { ok: true, value: { lab, versions: newest, shipped: shipped.value } }
}

/** In the order in which they are offered. */
export function sidesOf({ versions, shipped }: Shelf, now: number): Side[] {
  return [DRAFT, ...versions.map((row) => sideOf(row, now)), ...(shipped ? [SHIPPED] : [])]
}

function sideOf({ digest, number, at, note }: VersionRow, now: number): Side {
  const name = `Version ${number}`
  const whole = [`${name}, ${relativeTime(at, now)}`, note].filter(Boolean).join(': ')
  const label = clip(whole.replace(/\s+/g, ' '), ROOM)
  const said = `version ${number}`
  return { id: digest, name, said, label, note: label === whole ? '' : note }
}

/** @param draft the draft's content, as it is whenever it is asked for */
export function openSides(id: string, draft: () => DraftContent) {
  let shelf = $state.raw<Shelf | null>(null)
  let error = $state.raw<WireError | null>(null)
  let sides = $state.raw<Side[]>([])
  let before = $state('')
  let after = $state(DRAFT.id)
  let known = $state.raw<Readonly<Record<string, DraftContent>>>({})

  const content = (side: string): DraftContent | null => {
    if (side === DRAFT.id) return draft()
    return (side === SHIPPED.id ? shelf?.shipped : known[side]) ?? null
  }
  async function fetch(side: string) {
    if (shelf === null || content(side) !== null) return
    const result = await builderApi.version(shelf.lab, side)
    if (result.ok) known = { ...known, [side]: result.value }
    else error = result.error
  }
  const named = (side: string) => sides.find((one) => one.id === side) ?? DRAFT

  return {
    /** Null until the server has answered. */
    get all() {
      return shelf && sides
    },
    get error() {
      return error
    },
    get before() {
      return named(before)
    },
    get after() {
      return named(after)
    },
    /** Null while it is fetched. */
    content,
    async look() {
      shelf = error = null
      known = {}
      const result = await readShelf(id)
      if (!result.ok) {
        error = result.error
        return
      }
      shelf = result.value
      sides = sidesOf(result.value, Date.now())
      after = DRAFT.id
      before = sides[1]?.id ?? DRAFT.id
      await fetch(before)
    },
    async choose(which: 'before' | 'after', side: string) {
      if (which === 'before') before = side
      else after = side
      await fetch(side)
    },
    swap() {
      ;[before, after] = [after, before]
    },
  }
}

export type Sides = ReturnType<typeof openSides>
