/** What things are called in Docker, by the key that a compose file has for them. */
import { fieldsOf } from '../edit/lab.ts'
import type { Fields, Value } from '../edit/value.ts'
import { projectName } from './compose-export.ts'

export interface ComposeNames {
  project: string
  /** Whether the file declares it. */
  has(section: 'services' | 'networks' | 'volumes', key: string): boolean
  container(service: string): string
  network(key: string): string
  volume(key: string): string
}

export function namesOf(compose: Fields): ComposeNames {
  const { name } = compose
  const project = typeof name === 'string' && name !== '' ? projectName(name) : 'app'
  const own = (section: string, key: string, field: string): Value | undefined =>
    fieldsOf(fieldsOf(compose[section])[key])[field]
  const named = (section: string, field: string) => (key: string) => {
    const found = own(section, key, field)
    return typeof found === 'string' && found !== '' ? found : key
  }
  const network = named('networks', 'name')
  return {
    project,
    has: (section, key) => Object.hasOwn(fieldsOf(compose[section]), key),
    container: named('services', 'container_name'),
    // `default` means the default bridge to the engine, so Compose's own network needs its full name.
    network: (key) => {
      const found = network(key)
      return found === 'default' ? `${project}_default` : found
    },
    volume: named('volumes', 'name'),
  }
}
