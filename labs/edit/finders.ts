/** How what runs uses a thing of each kind: where that is written, and what is lost when the thing goes. */
import { fieldsOf, listOf } from './lab.ts'
import type { Thing } from './lab.ts'
import { isFields } from './value.ts'
import type { Path, Value } from './value.ts'

export interface Found {
  path: Path
  renamed?: (name: string) => Value
  drop?: Path
  words: string
}

type Finder = (container: Value, name: string, label: string) => Found[]

export const finders: Record<Thing['kind'], Finder> = {
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
  secret: (service, name, label) =>
    listOf(fieldsOf(service)['secrets']).flatMap((use, index): Found[] => {
      const words = `${label} no longer gets it`
      if (use === name) return [{ path: ['secrets', index], renamed: (to) => to, words }]
      if (!isFields(use) || use['source'] !== name) return []
      const path = ['secrets', index, 'source']
      return [{ path, renamed: (to) => to, drop: ['secrets', index], words }]
    }),
  service: () => [],
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
