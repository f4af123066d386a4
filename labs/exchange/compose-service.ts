/** One service → one container. Every key is carried, translated or told. */
import { fieldsOf, listOf } from '../edit/lab.ts'
import { isFields } from '../edit/value.ts'
import type { Fields, Value } from '../edit/value.ts'
import { composeInstead } from '../topology/compose.ts'
import { containerFields } from '../topology/fields.ts'
import { attachmentOf } from './compose-attach.ts'
import { memoryOf, mountsOf, portsOf } from './compose-mounts.ts'
import type { ComposeNames } from './compose-names.ts'
import type { ComposeSource } from './compose-source.ts'
import { objection } from './problem.ts'

interface Place {
  source: ComposeSource
  names: ComposeNames
  service: string
}

/** A key that is written in another way in a lab; undefined where nothing of it is left. */
type Translate = (value: Value, place: Place) => Value | undefined

const translations: Record<string, Translate> = {
  volumes: (value, { source, names, service }) =>
    mountsOf(source, names, ['services', service, 'volumes'], value),
  tmpfs: (value, { source, service }) => memoryOf(source, ['services', service, 'tmpfs'], value),
  ports: (value, { source, service }) => portsOf(source, ['services', service, 'ports'], value),
  volumes_from: (value, place) => volumesFrom(value, place),
  depends_on: (value, place) => dependencies(value, place),
  environment: (value, place) => environment(value, place),
}

/** Carried elsewhere, so not told here. */
const elsewhere = new Set(['networks', 'network_mode', 'container_name', 'x-slipway'])

export function containerOf(place: Place, fields: Fields): Fields {
  const { source, names, service } = place
  const state = fieldsOf(fields['x-slipway'])['state']
  const kept = Object.entries(fields).flatMap(([key, value]): [string, Value][] => {
    if (elsewhere.has(key) || value === null || (key === 'image' && value === '')) return []
    if (!Object.hasOwn(containerFields.shape, key) || key === 'state') return notCarried(place, key)
    const translated = translations[key] === undefined ? value : translations[key](value, place)
    return translated === undefined ? [] : legal(place, key, translated)
  })
  return {
    ...imageOf(place, fields),
    ...Object.fromEntries(kept),
    ...attachmentOf(source, names, service, fields),
    ...(typeof state === 'string' ? { state } : {}),
  }
}

/** What Compose builds it calls by project and service. */
function imageOf({ source, names, service }: Place, { image }: Fields): Fields {
  if (typeof image === 'string' && image !== '') return {}
  const name = `${names.project}-${service}`
  source.tell(
    'carried-otherwise',
    ['services', service],
    `Service \`${service}\` names no image. Here it is \`${name}\`, as Compose calls what it builds.`,
    `Add an image of that name, or write another one.`,
  )
  return { image: name }
}

function volumesFrom(value: Value, { source, names, service }: Place): Value {
  return listOf(value).flatMap((from, index) => {
    const [first = '', ...rest] = String(from).split(':')
    if (names.has('services', first)) return [[names.container(first), ...rest].join(':')]
    source.tell(
      'not-carried',
      ['services', service, 'volumes_from', index],
      `\`${String(from)}\` is not a service of this file.`,
      'The container is made without its volumes.',
      'value',
    )
    return []
  })
}

function notCarried({ source, service }: Place, key: string): [] {
  const meaning = key.startsWith('x-') ? 'an extension' : `\`${key}\``
  source.tell(
    'not-carried',
    ['services', service, key],
    `${meaning} of service \`${service}\` is not part of a lab.`,
    composeInstead[key] ?? 'The container is made without it.',
  )
  return []
}

/** A list that is not legal as a whole keeps the items that are. */
function legal(place: Place, key: string, value: Value): [string, Value][] {
  if (Array.isArray(value) && value.length === 0 && !/^(command|entrypoint)$/.test(key)) return []
  if (isFine(key, value)) return [[key, value]]
  if (!Array.isArray(value)) return illegal(place, key, value, [])
  const kept = value.flatMap((item, index) =>
    isFine(key, [item]) ? [item] : illegal(place, key, [item], [index]),
  )
  return kept.length === 0 ? [] : [[key, kept as Value]]
}

function fieldOf(key: string) {
  return containerFields.shape[key as keyof typeof containerFields.shape]
}

function isFine(key: string, value: Value): boolean {
  return fieldOf(key).safeParse(value).success
}

function illegal({ source, service }: Place, key: string, value: Value, path: number[]): [] {
  const problem = objection(fieldOf(key).safeParse(value).error?.issues ?? [])
  source.tell(
    'not-legal',
    ['services', service, key, ...path],
    `\`${key}\` of service \`${service}\` cannot be taken as it is: ${problem}.`,
    'Write it anew in the lab.',
    'value',
  )
  return []
}

function dependencies(value: Value, { source, names, service }: Place): Value {
  const written = isFields(value) ? Object.entries(value) : listOf(value).map(started)
  return written.flatMap(([name, how], index) => {
    const place = ['services', service, 'depends_on', isFields(value) ? name : index]
    if (!names.has('services', name)) {
      const advice = 'The container is started without waiting for it.'
      source.tell('not-carried', place, `\`${name}\` is not a service of this file.`, advice)
      return []
    }
    for (const [key, wanted] of Object.entries(fieldsOf(how))) {
      if (key === 'condition' && wanted === 'service_started') continue
      if (key === 'required' && wanted === true) continue
      source.tell(
        'not-carried',
        [...place, key],
        `\`${key}: ${String(wanted)}\` of a dependency is not part of a lab.`,
        `\`${service}\` is started after \`${name}\` has been started.`,
      )
    }
    return [names.container(name)]
  })
}

const started = (name: Value): [string, Value] => [String(name), null]

/** A variable without a value comes from whoever runs Compose. */
function environment(value: Value, { source, service }: Place): Value {
  const path = ['services', service, 'environment']
  const tell = (name: string, place: string | number) =>
    source.tell(
      'variable',
      [...path, place],
      `\`${name}\` has no value of its own: it comes from whoever runs Compose. Here it is empty.`,
      'Write its value.',
    )
  if (isFields(value)) {
    Object.entries(value).forEach(([name, text]) => text === null && tell(name, name))
  } else {
    listOf(value).forEach((item, index) => {
      if (!String(item).includes('=')) tell(String(item), index)
    })
  }
  return value
}
