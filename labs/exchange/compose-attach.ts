/** How a service is attached: its networks and its network mode. */
import { fieldsOf } from '../edit/lab.ts'
import { isFields } from '../edit/value.ts'
import type { Fields, Path, Value } from '../edit/value.ts'
import type { ComposeNames } from './compose-names.ts'
import type { ComposeSource } from './compose-source.ts'

export function attachmentOf(
  source: ComposeSource,
  names: ComposeNames,
  service: string,
  fields: Fields,
): Fields {
  const mode = fields['network_mode']
  if (typeof mode === 'string') return modeOf(source, names, service, mode)
  const written = fields['networks']
  const path = ['services', service, 'networks']
  const ends = isFields(written)
    ? Object.entries(written).map(
        ([key, end]) => [key, endpoint(source, [...path, key], end)] as const,
      )
    : (Array.isArray(written) ? written : []).map((key) => [String(key), {}] as const)
  const known = ends.filter(
    ([key]) => key === 'default' || names.has('networks', key) || unknown(source, path, key),
  )
  const all = known.length > 0 ? known : [['default', {}] as const]
  const own = names.container(service) === service ? [] : [service]
  const networks = all.map(([key, end]): [string, Fields] => [
    names.network(key),
    own.length === 0 ? end : { ...end, aliases: [...own, ...aliases(end)] },
  ])
  const silent = networks.every(([, end]) => Object.keys(end).length === 0)
  return { networks: silent ? networks.map(([name]) => name) : Object.fromEntries(networks) }
}

const aliases = (end: Fields): Value[] => (Array.isArray(end['aliases']) ? end['aliases'] : [])

/** Compose refuses a network that the file does not declare. */
function unknown(source: ComposeSource, path: Path, key: string): false {
  const advice = 'Declare it below `networks`. The container is not on it now.'
  source.tell('not-legal', path, `The file declares no network \`${key}\`.`, advice, 'value')
  return false
}

function modeOf(source: ComposeSource, names: ComposeNames, service: string, mode: string): Fields {
  const other = /^service:(.+)$/.exec(mode)?.[1]
  if (other !== undefined && names.has('services', other)) {
    return { network_mode: `container:${names.container(other)}` }
  }
  if (/^(host|none|bridge)$/.test(mode)) return { network_mode: mode }
  source.tell(
    'not-legal',
    ['services', service, 'network_mode'],
    `\`${mode}\` is not a network mode that this lab can have.`,
    'Use bridge, host, none, or service:NAME with a service of this file. The container is on the default bridge now.',
    'value',
  )
  return { network_mode: 'bridge' }
}

function endpoint(source: ComposeSource, path: Path, end: Value): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf(end)).filter(([key]) => {
      if (key === 'ipv4_address' || key === 'aliases') return true
      source.tell(
        'not-carried',
        [...path, key],
        `\`${key}\` of an endpoint is not part of a lab.`,
        'An endpoint has `ipv4_address` and `aliases`.',
      )
      return false
    }),
  )
}

/** Whether any service ends up on the network that Compose makes by itself. */
export function usesDefault(services: Fields): boolean {
  return Object.values(services).some((service) => {
    const { network_mode, networks } = fieldsOf(service)
    const keys = isFields(networks) ? Object.keys(networks) : networks
    return (
      network_mode === undefined &&
      (!Array.isArray(keys) || keys.length === 0 || keys.includes('default'))
    )
  })
}
