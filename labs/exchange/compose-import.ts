/** compose.yaml → a lab with one host. Nothing is dropped in silence: what a lab cannot carry is told with its place. */
import type { ZodType } from 'zod'
import { fieldsOf } from '../edit/lab.ts'
import { newText } from '../edit/new-text.ts'
import { isFields } from '../edit/value.ts'
import type { Fields, Path, Value } from '../edit/value.ts'
import type { Layout } from '../layout.ts'
import { networkFields, volumeFields } from '../topology/fields.ts'
import { usesDefault } from './compose-attach.ts'
import { namesOf } from './compose-names.ts'
import type { ComposeNames } from './compose-names.ts'
import { containerOf } from './compose-service.ts'
import { readCompose } from './compose-source.ts'
import type { ComposeSource, ImportDiagnostic } from './compose-source.ts'
import { filledIn } from './compose-variables.ts'
import { literally } from './literally.ts'
import { newLayout } from './layout-file.ts'
import { newLab } from './new-lab.ts'
import { objection } from './problem.ts'

export interface Imported {
  /** Absent where the text is not a compose file. */
  text?: string
  layout: Layout
  /** In the order of the text. */
  diagnostics: ImportDiagnostic[]
}

const sections = new Set(['name', 'services', 'networks', 'volumes'])

export function importCompose(text: string): Imported {
  const source = readCompose(text)
  const diagnostics = () => source.diagnostics.toSorted((one, other) => one.offset - other.offset)
  if (source.value === undefined || !isFields(source.value['services'])) {
    const clean = source.diagnostics.every(({ severity }) => severity !== 'error')
    if (clean) {
      source.tell(
        'not-compose',
        [],
        'This is not a compose file.',
        'It needs `services:` at its top.',
      )
    }
    return { layout: newLayout(), diagnostics: diagnostics() }
  }
  const compose = fieldsOf(filledIn(source.value, source))
  tellOthers(source, compose)
  const host = literally(hostOf(source, compose, namesOf(compose)))
  const { name } = compose
  const title = typeof name === 'string' && name !== '' ? name : 'Imported from Compose'
  const lab = newLab(title, { host1: fieldsOf(host) })
  return { text: newText(lab), layout: newLayout(), diagnostics: diagnostics() }
}

function tellOthers(source: ComposeSource, compose: Fields): void {
  for (const key of Object.keys(compose).filter((one) => !sections.has(one))) {
    const [message, advice] =
      key === 'version'
        ? ['`version` says nothing any more.', 'Compose itself does not look at it.']
        : key.startsWith('x-')
          ? [
              'An extension is not part of a lab.',
              'What its anchors share is carried where it is used.',
            ]
          : [`\`${key}\` is not part of a lab.`, 'The lab is made without it.']
    source.tell('not-carried', [key], message ?? '', advice ?? '')
  }
}

function hostOf(source: ComposeSource, compose: Fields, names: ComposeNames): Fields {
  const services = fieldsOf(compose['services'])
  const containers = Object.entries(services).map(([service, fields]): [string, Fields] => [
    names.container(service),
    containerOf({ source, names, service }, fieldsOf(fields)),
  ])
  const images = containers.map(([, { image }]) => image).filter((image) => image !== undefined)
  const parts: [string, Value][] = [
    ['images', [...new Set(images)]],
    ['networks', networksOf(source, compose, names)],
    ['volumes', volumesOf(source, compose, names)],
    ['containers', Object.fromEntries(containers)],
  ]
  return Object.fromEntries(
    parts.filter(([, part]) => Object.keys(Object(part) as object).length > 0),
  )
}

function networksOf(source: ComposeSource, compose: Fields, names: ComposeNames): Fields {
  const written = fieldsOf(compose['networks'])
  const needed = usesDefault(fieldsOf(compose['services'])) && !Object.hasOwn(written, 'default')
  const keys = [...Object.keys(written), ...(needed ? ['default'] : [])]
  return Object.fromEntries(
    keys.map((key) => {
      const path = ['networks', key]
      const fields = kept(source, path, written[key] ?? null, Object.keys(networkFields.shape))
      const ipam = isFields(fields['ipam']) ? { ipam: ipamOf(source, path, fields['ipam']) } : {}
      return [
        names.network(key),
        legalOr(source, path, { driver: 'bridge', ...fields, ...ipam }, networkFields),
      ]
    }),
  )
}

function ipamOf(source: ComposeSource, path: Path, ipam: Fields): Fields {
  const { driver, ...rest } = ipam
  const extra = driver === undefined || driver === 'default' ? rest : ipam
  const fields = kept(source, [...path, 'ipam'], extra, ['config'])
  const config = Array.isArray(fields['config']) ? fields['config'] : []
  return {
    config: config.map((one, index) =>
      kept(source, [...path, 'ipam', 'config', index], one, ['subnet', 'gateway', 'ip_range']),
    ),
  }
}

function volumesOf(source: ComposeSource, compose: Fields, names: ComposeNames): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf(compose['volumes'])).map(([key, written]) => {
      const path = ['volumes', key]
      const fields = kept(source, path, written, Object.keys(volumeFields.shape))
      return [names.volume(key), legalOr(source, path, fields, volumeFields)]
    }),
  )
}

/** The keys that a lab has; the others are told. `name` is the key of the lab's entry. */
function kept(source: ComposeSource, path: Path, written: Value, keys: string[]): Fields {
  const entries = Object.entries(fieldsOf(written)).filter(([key, value]) => {
    if (keys.includes(key)) return value !== null
    if (key === 'name') return false
    const here = [...path, key]
    if (key === 'external') {
      if (value !== false) {
        const advice = 'Here it is made with the host, empty and with its defaults.'
        source.tell('carried-otherwise', here, 'To Compose this exists already.', advice)
      }
    } else
      source.tell('not-carried', here, `\`${key}\` is not part of a lab.`, 'It is made without it.')
    return false
  })
  return Object.fromEntries(entries)
}

/** Takes out the key that is not legal and tells it. */
function legalOr(source: ComposeSource, path: Path, fields: Fields, schema: ZodType): Fields {
  const problem = schema.safeParse(fields).error?.issues[0]
  const key = String(problem?.path[0] ?? '')
  if (problem === undefined || !Object.hasOwn(fields, key)) return fields
  source.tell(
    'not-legal',
    [...path, key],
    `\`${key}\` cannot be taken as it is: ${objection([problem])}.`,
    'Write it anew in the lab.',
    'value',
  )
  const { [key]: _, ...rest } = fields
  return legalOr(source, path, rest, schema)
}
