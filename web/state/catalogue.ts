/** Finding a lab: filters and the order of a path. Pure. */
import type { LabCard, PathView } from '../../server/protocol.ts'

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

export function isGoingOn(lab: LabCard): boolean {
  return lab.last !== undefined && lab.last.status !== 'ended' && lab.last.status !== 'failed'
}

/** What comes after `id`: in its path, or else the nearest lab that it opens. */
export function nextAfter(
  labs: readonly LabCard[],
  id: string,
  paths: readonly PathView[] = [],
): LabCard | undefined {
  for (const { chapters } of paths) {
    const order = chapters.flatMap((chapter) => chapter.labs)
    const at = order.indexOf(id)
    const next = at < 0 ? undefined : order[at + 1]
    const found = labs.find((lab) => lab.id === next)
    if (found) return found
  }
  const ordered = inPathOrder(labs)
  return (
    ordered.find((lab) => lab.requires.includes(id)) ??
    ordered[ordered.findIndex((lab) => lab.id === id) + 1]
  )
}

export function isDone(lab: LabCard): boolean {
  return lab.last !== undefined && lab.last.passed >= lab.steps
}

/** Labs under one heading, such as a chapter of a path. */
export interface Section {
  /** Unique on the page; the anchor that a link jumps to. */
  id: string
  title: string
  labs: LabCard[]
}

export interface Shelf {
  /** Absent for the labs that no path holds. */
  path?: PathView
  sections: Section[]
}

/** Path by path and chapter by chapter, then what no path holds. Nothing empty. */
export function shelves(labs: readonly LabCard[], paths: readonly PathView[]): Shelf[] {
  const byId = new Map(labs.map((lab) => [lab.id, lab]))
  const inPath = new Set(paths.flatMap(({ chapters }) => chapters.flatMap((part) => part.labs)))
  const title = paths.length === 0 ? 'All labs' : 'Other labs'
  const others = inPathOrder(labs.filter(({ id }) => !inPath.has(id)))
  const all: Shelf[] = [
    ...paths.map((path) => ({
      path,
      sections: path.chapters.map(({ title, labs: ids }, index) => ({
        id: `${path.id}-${index + 1}`,
        title: `${index + 1} · ${title}`,
        labs: ids.flatMap((id) => byId.get(id) ?? []),
      })),
    })),
    { sections: [{ id: 'others', title, labs: others }] },
  ]
  return all.flatMap((shelf) => {
    const sections = shelf.sections.filter((section) => section.labs.length > 0)
    return sections.length === 0 ? [] : [{ ...shelf, sections }]
  })
}
