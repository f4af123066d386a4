/**
 * What the canvas shows of a text, also while a part of it is not legal yet: everything that can be read is drawn
 * under the names that the text uses. Pure.
 */
import { drawingBefore } from '../../labs/edit/index.ts'
import { fieldsOf, listOf, stepsOf } from '../../labs/edit/lab.ts'
import { createRereader } from '../../labs/edit/reread.ts'
import { readTree } from '../../labs/edit/tree.ts'
import { refusable } from '../../labs/edit/refusal.ts'
import type { Fields, Value } from '../../labs/edit/value.ts'
import { toView, type WantedHost } from '../../labs/format/index.ts'
import { containerFields, networkFields, volumeFields } from '../../labs/topology/fields.ts'
import { goalContainer, wantedNetwork, wantedVolume } from '../../labs/topology/normalise.ts'
import { secretFields, serviceFields } from '../../labs/topology/swarm-fields.ts'
import { goalSecret, goalService } from '../../labs/topology/swarm-normalise.ts'
import type { LabState } from '../../labs/topology/state.ts'

export interface Sketch {
  /** The text as plain data; its hosts are those that are drawn. */
  value: Value
  drawing: LabState
  /** Which hosts each wire joins, where the text says so. */
  wires: Record<string, string[]> | undefined
}

/** Null where the text cannot be read at all. With the id of a step, what is drawn once that step is done. */
export function sketch(text: string, step: string | null = null): Sketch | null {
  return createSketcher()(text, step)
}

/** `sketch` for a text that is changed key by key: hosts whose text is as it was are not read again. */
export function createSketcher(): typeof sketch {
  const reread = createRereader()
  const hosts = new WeakMap<Fields, WantedHost>()
  const once = (host: Fields) => {
    const wanted = hosts.get(host) ?? hostOf(host)
    hosts.set(host, wanted)
    return wanted
  }
  return (text, step = null) => readSketches(() => reread(text), once)?.at(step) ?? null
}

export interface Sketches {
  steps: { id: string; title: string }[]
  /** With the id of a step, what is drawn once that step is done; otherwise the start. */
  at(step: string | null): Sketch
}

/** Every moment of a lab, its text read once. Null where that cannot be read at all. */
export function sketches(text: string): Sketches | null {
  return readSketches(() => readTree(text).value, hostOf)
}

type ReadHost = (host: Fields) => WantedHost

function readSketches(read: () => Value, readHost: ReadHost): Sketches | null {
  const lab = refusable(() => ({ value: read() }))
  if ('refused' in lab) return null
  const steps = stepsOf(lab.value)
  return {
    steps: steps.map(({ id, title }) => ({ id: String(id ?? ''), title: String(title ?? '') })),
    at(step) {
      const hosts = drawingBefore(lab.value, steps.findIndex(({ id }) => id === step) + 1)
      const value = { ...fieldsOf(lab.value), hosts }
      return { value, drawing: drawn(hosts, readHost), wires: wiresOf(value) }
    },
  }
}

function drawn(hosts: Fields, readHost: ReadHost): LabState {
  const wanted = Object.entries(hosts).map(([name, host]): [string, WantedHost] => [
    name,
    readHost(fieldsOf(host)),
  ])
  return toView(
    {
      ...{ id: '', digest: '', title: '', summary: '', level: '', minutes: 0 },
      ...{ tags: [], learn: [], requires: [], params: {}, steps: [], accepts: [] },
      wanted: { wires: [], hosts: Object.fromEntries(wanted) },
    },
    { version: 1, positions: {} },
  ).drawing
}

function hostOf(host: Fields): WantedHost {
  const part = <T>(section: string, read: (spec: Fields) => T): Record<string, T> =>
    Object.fromEntries(
      Object.entries(fieldsOf(host[section])).flatMap(([name, spec]) =>
        spec === 'absent' ? [] : [[name, read(fieldsOf(spec))]],
      ),
    )
  return {
    ...{ wires: [], daemon: {}, files: [], dependsOn: [], start: [] },
    ...swarmOf(host['swarm']),
    images: listOf(host['images']).map(String),
    networks: part('networks', (spec) => wantedNetwork(legal(networkFields, spec))),
    volumes: part('volumes', (spec) => wantedVolume(legal(volumeFields, spec))),
    containers: part('containers', (spec) => ({
      image: '',
      ...goalContainer(legal(containerFields, spec)),
    })),
    services: part('services', (spec) => ({
      image: '',
      ...goalService(legal(serviceFields, spec)),
    })),
    secrets: part('secrets', (spec) => ({ content: '', ...goalSecret(legal(secretFields, spec)) })),
  }
}

function swarmOf(role: Value | undefined): Pick<WantedHost, 'swarm'> {
  return role === 'manager' || role === 'worker' ? { swarm: role } : {}
}

interface Reader<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: Failure }
}
interface Failure {
  issues: readonly { path: PropertyKey[]; keys?: string[] }[]
}

/** What is legal of a thing: a property with a mistake is left out until it is mended. */
function legal<T>(schema: Reader<T>, spec: Fields): T {
  const parsed = schema.safeParse(spec)
  if (parsed.success) return parsed.data
  const wrong = new Set(
    parsed.error.issues.flatMap(({ path, keys }) => (path.length === 0 ? (keys ?? []) : [path[0]])),
  )
  const kept = Object.fromEntries(Object.entries(spec).filter(([key]) => !wrong.has(key)))
  const again = schema.safeParse(kept)
  return again.success ? again.data : ({} as T)
}

function wiresOf(lab: Value): Record<string, string[]> | undefined {
  const named = listOf(fieldsOf(lab)['wires']).map(String)
  if (named.length === 0) return undefined
  const hosts = Object.entries(fieldsOf(fieldsOf(lab)['hosts']))
  return Object.fromEntries(
    named.map((wire) => [
      wire,
      hosts.flatMap(([name, host]) => {
        const own = fieldsOf(host)['wires'] ?? named.slice(0, 1)
        return listOf(own).includes(wire) ? [name] : []
      }),
    ]),
  )
}
