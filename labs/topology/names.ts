/** Names and how two spellings of one name are recognised. */

/** Looks a name up without finding what every object inherits, such as `constructor`. */
export function own<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

/** `busybox` → `docker.io/library/busybox:latest`: the form in which two references are equal or not. */
export function canonicalImage(reference: string): string {
  const [path, digest] = reference.split('@') as [string, string | undefined]
  const parts = path.split('/')
  const first = parts[0] ?? ''
  const hasRegistry = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost')
  const registry = hasRegistry ? first : 'docker.io'
  const rest = hasRegistry ? parts.slice(1) : parts
  const official = registry === 'docker.io' && rest.length === 1
  const name = `${registry}/${official ? 'library/' : ''}${rest.join('/')}`
  if (digest !== undefined) return `${name}@${digest}`
  return /:[^/]+$/.test(rest.join('/')) ? name : `${name}:latest`
}

export function sameImage(one: string, other: string): boolean {
  return canonicalImage(one) === canonicalImage(other)
}

/** Networks that every engine has without anybody making them. */
export const builtInNetworks: readonly string[] = ['bridge', 'host', 'none']

/** Networks that an engine makes for itself when it joins a swarm. */
export const swarmNetworks: readonly string[] = ['ingress', 'docker_gwbridge']

/** The one wire of a lab that names none. */
export const unnamedWire = 'wire'
