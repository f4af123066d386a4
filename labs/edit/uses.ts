/** Where a lab uses a thing: in containers, in goals, in checks. The one list that renaming and removing go by. */
import { resolveRef } from '../define.ts'
import {
  checksOf,
  fieldsOf,
  goalsOf,
  hostNames,
  namesIn,
  sections,
  startOf,
  stepLabel,
} from './lab.ts'
import type { Section, Thing } from './lab.ts'
import { finders } from './finders.ts'
import { drawsOverlay } from './overlays.ts'
import { at } from './value.ts'
import type { Path, Value } from './value.ts'
import { withEnds } from './ways.ts'

export interface Use {
  /** Of the value that holds the name, or of the entry whose key is the name. */
  path: Path
  /** The value with another name in it; undefined where the name is a key. */
  renamed?: (name: string) => Value
  /** The step it stands in; undefined for the start. */
  step?: number
  /** What has to go when the thing goes, and up to which length of path emptied parents go with it. */
  drop: Path
  keep: number
  /** What goes, as a sentence. */
  words: string
  role: 'definition' | 'part' | 'check'
}

export function usesOf(lab: Value, thing: Thing): Use[] {
  return [
    ...[...startOf(lab), ...goalsOf(lab)]
      .filter(({ host }) => reaches(lab, thing, host))
      .flatMap((section) => [
        ...(section.host === thing.host ? defined(lab, section, thing) : []),
        ...inUsers(lab, section, thing, 'containers'),
        ...inUsers(lab, section, thing, 'services'),
      ]),
    ...inChecks(lab, thing),
  ]
}

/** An overlay spans hosts: it is used on those, too, that have no network of the name themselves. */
function reaches(lab: Value, { kind, name, host }: Thing, other: string): boolean {
  if (host === other) return true
  if (kind !== 'network' || namesIn(lab, other, 'network').includes(name)) return false
  return drawsOverlay(lab, host, name)
}

const inStep = (lab: Value, step: number | undefined) =>
  step === undefined ? '' : ` in the goal of ${stepLabel(lab, step)}`
const stepOf = ({ step }: Section) => (step === undefined ? {} : { step })

function defined(lab: Value, section: Section, { kind, name }: Thing): Use[] {
  if (!Object.hasOwn(fieldsOf(section.fields[sections[kind]]), name)) return []
  const path = [...section.path, sections[kind], name]
  const words = `The ${kind} \`${name}\`${inStep(lab, section.step)} goes.`
  return [{ path, drop: path, keep: 2, words, role: 'definition', ...stepOf(section) }]
}

/** In what runs: containers, and services of a swarm. */
function inUsers(lab: Value, section: Section, thing: Thing, users: string): Use[] {
  const all = Object.entries(fieldsOf(section.fields[users])).flatMap(([name, fields]) => [
    { name, fields, below: [] },
    { name, fields: fieldsOf(fields)['without'] ?? null, below: ['without'] },
  ])
  return all.flatMap(({ name, fields, below }) => {
    const base = [...section.path, users, name, ...below]
    return finders[thing.kind](fields, thing.name, `\`${name}\``).map((found) => ({
      path: [...base, ...found.path],
      ...(found.renamed === undefined ? {} : { renamed: found.renamed }),
      drop: [...base, ...(found.drop ?? found.path)],
      keep: base.length - below.length,
      words: `${found.words}${inStep(lab, section.step)}.`,
      role: 'part' as const,
      ...stepOf(section),
    }))
  })
}

function inChecks(lab: Value, thing: Thing): Use[] {
  const hosts = hostNames(lab)
  return checksOf(lab).flatMap((check) =>
    check.mentions
      .filter(({ kind, text }) => {
        const ref = resolveRef(text, hosts)
        const fits = kind === thing.kind && !hosts.includes(text)
        return fits && ref?.host === thing.host && ref.name === thing.name
      })
      .flatMap(({ text, path, again = [] }): Use[] => {
        const host = text.includes('/') ? `${thing.host}/` : ''
        const place = (below: Path) => [...check.path, check.kind, ...below]
        const common = {
          step: check.step,
          drop: check.path,
          keep: 2,
          words: `The check \`${check.kind}\` of ${stepLabel(lab, check.step)} goes.`,
          role: 'check' as const,
        }
        const ways = again.map(place).map((way) => ({
          ...common,
          path: way,
          renamed: (to: string) =>
            withEnds(at(lab, way), (end) => (end === text ? host + to : end)),
        }))
        return [{ ...common, path: place(path), renamed: (to: string) => host + to }, ...ways]
      }),
  )
}

/** Whether what stands at the path is there and not wanted gone. */
export function isWanted(lab: Value, path: Path): boolean {
  const found = at(lab, path)
  return found !== undefined && found !== 'absent'
}

/** Uses that go together go once. */
export function distinct<T extends { drop: Path }>(uses: T[]): T[] {
  return [...new Map(uses.map((use) => [JSON.stringify(use.drop), use])).values()]
}
