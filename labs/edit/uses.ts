/** Where a lab uses a thing: in containers, in goals, in checks. The one list that renaming and removing go by. */
import { resolveRef } from '../define.ts'
import {
  checksOf,
  fieldsOf,
  goalsOf,
  hostNames,
  listOf,
  sections,
  startOf,
  stepLabel,
} from './lab.ts'
import type { Section, Thing } from './lab.ts'
import { at, isFields } from './value.ts'
import type { Path, Value } from './value.ts'

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
      .filter(({ host }) => host === thing.host)
      .flatMap((section) => [
        ...defined(lab, section, thing),
        ...inContainers(lab, section, thing),
      ]),
    ...inChecks(lab, thing),
  ]
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

interface Found {
  path: Path
  renamed?: (name: string) => Value
  drop?: Path
  words: string
}

function inContainers(lab: Value, section: Section, thing: Thing): Use[] {
  const containers = fieldsOf(section.fields['containers'])
  return Object.entries(containers).flatMap(([name, fields]) => {
    const base = [...section.path, 'containers', name]
    return finders[thing.kind](fields, thing.name, `\`${name}\``).map((found) => ({
      path: [...base, ...found.path],
      ...(found.renamed === undefined ? {} : { renamed: found.renamed }),
      drop: [...base, ...(found.drop ?? found.path)],
      keep: base.length,
      words: `${found.words}${inStep(lab, section.step)}.`,
      role: 'part' as const,
      ...stepOf(section),
    }))
  })
}

type Finder = (container: Value, name: string, label: string) => Found[]

const finders: Record<Thing['kind'], Finder> = {
  network: (container, name, label) => {
    const networks = fieldsOf(container)['networks']
    const words = `${label} is disconnected from it`
    if (isFields(networks)) {
      return Object.hasOwn(networks, name) ? [{ path: ['networks', name], words }] : []
    }
    return items(networks, 'networks', (item) => (item === name ? (to) => to : undefined), words)
  },
  volume: (container, name, label) =>
    listOf(fieldsOf(container)['volumes']).flatMap((mount, index): Found[] => {
      const words = `${label} loses its mount of it`
      if (typeof mount === 'string' && mount.startsWith(`${name}:`)) {
        const renamed = (to: string) => to + mount.slice(name.length)
        return [{ path: ['volumes', index], renamed, words }]
      }
      if (!isFields(mount) || mount['source'] !== name || mount['type'] === 'bind') return []
      const path = ['volumes', index, 'source']
      return [{ path, renamed: (to) => to, drop: ['volumes', index], words }]
    }),
  container: (container, name, label) => {
    const { network_mode, volumes_from, depends_on } = fieldsOf(container)
    const mode = `container:${name}`
    const shared: Found = {
      path: ['network_mode'],
      renamed: (to) => `container:${to}`,
      words: `${label} no longer shares its network`,
    }
    return [
      ...(network_mode === mode ? [shared] : []),
      ...items(
        volumes_from,
        'volumes_from',
        prefixed(name),
        `${label} loses the volumes it has from it`,
      ),
      ...items(depends_on, 'depends_on', prefixed(name), `${label} no longer waits for it`),
    ]
  },
}

/** `db`, `db:ro`, `container:db`. */
const prefixed = (name: string) => (item: Value) => {
  const [, before = '', found, after = ''] =
    /^(container:)?([^:]+)(:.*)?$/.exec(typeof item === 'string' ? item : '') ?? []
  return found === name ? (to: string) => before + to + after : undefined
}

function items(
  list: Value | undefined,
  key: string,
  match: (item: Value) => ((to: string) => Value) | undefined,
  words: string,
): Found[] {
  return listOf(list).flatMap((item, index) => {
    const renamed = match(item)
    return renamed === undefined ? [] : [{ path: [key, index], renamed, words }]
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
      .map(({ text, path }): Use => {
        const host = text.includes('/') ? `${thing.host}/` : ''
        return {
          path: [...check.path, check.kind, ...path],
          renamed: (to) => host + to,
          step: check.step,
          drop: check.path,
          keep: 2,
          words: `The check \`${check.kind}\` of ${stepLabel(lab, check.step)} goes.`,
          role: 'check',
        }
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
