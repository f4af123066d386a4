/** Finding a lab: filters and the order of a path. Pure. */
import type { LabCard } from '../../server/protocol.ts'

export interface Filters {
  text: string
  topic: string
  level: string
  /** At most this many minutes; 0 for any. */
  minutes: number
  /** Exactly this many hosts; 0 for any. */
  hosts: number
}

export const noFilters: Filters = { text: '', topic: '', level: '', minutes: 0, hosts: 0 }

export function matches(lab: LabCard, filters: Filters): boolean {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean)
  const text = [lab.title, lab.summary, ...lab.learn, ...lab.tags, lab.level]
    .join(' ')
    .toLowerCase()
  return (
    words.every((word) => text.includes(word)) &&
    (filters.topic === '' || lab.tags.includes(filters.topic)) &&
    (filters.level === '' || lab.level === filters.level) &&
    (filters.minutes === 0 || lab.minutes <= filters.minutes) &&
    (filters.hosts === 0 || lab.hosts.length === filters.hosts)
  )
}

/** Every lab after those it requires; otherwise as given. A circle of requirements keeps the given order. */
export function inPathOrder(labs: readonly LabCard[]): LabCard[] {
  const byId = new Map(labs.map((lab) => [lab.id, lab]))
  const placed = new Set<string>()
  const ordered: LabCard[] = []
  const place = (lab: LabCard) => {
    if (placed.has(lab.id)) return
    placed.add(lab.id)
    for (const id of lab.requires) {
      const before = byId.get(id)
      if (before) place(before)
    }
    ordered.push(lab)
  }
  labs.forEach(place)
  return ordered
}

/** Runs that go on come first, so that resuming is the nearest thing. */
export function resumeFirst(labs: readonly LabCard[]): LabCard[] {
  return [...labs.filter(isGoingOn), ...labs.filter((lab) => !isGoingOn(lab))]
}

export function isGoingOn(lab: LabCard): boolean {
  return lab.last !== undefined && lab.last.status !== 'ended' && lab.last.status !== 'failed'
}

/** The labs that open once `id` is done, nearest first. */
export function nextAfter(labs: readonly LabCard[], id: string): LabCard | undefined {
  const ordered = inPathOrder(labs)
  return (
    ordered.find((lab) => lab.requires.includes(id)) ??
    ordered[ordered.findIndex((lab) => lab.id === id) + 1]
  )
}
