import { compareSecret, compareService } from '../../labs/topology/compare.ts'
import type { HostState } from '../../labs/topology/state.ts'
import type { SecretState, ServiceState, SwarmState } from '../../labs/topology/swarm-state.ts'
import { isOurs, words } from './marks.ts'
import { firstManager, membersOf, networkKeys, swarmKey } from './shared.ts'
import { contentLabel, type Desired } from './state.ts'
import { step, type Step } from './steps.ts'

/** What is left to do for the services and secrets that are drawn on a manager. */
export function serviceSteps(host: string, desired: Desired, state: HostState): Step[] {
  const { services = {}, secrets = {} } = desired.hosts[host]?.wanted ?? {}
  const has: Pick<SwarmState, 'services' | 'secrets'> = state.swarm ?? { services: {}, secrets: {} }
  return [
    ...Object.entries(secrets).flatMap(([name, secret]): Step[] => {
      const key = secretKey(host, name)
      const actual = has.secrets[name]
      if (!actual) {
        const reason = `secret ${name} does not exist`
        return [step('secret.create', { host, name, secret }, key, reason, [swarmKey(host)])]
      }
      const wrong = isOurs(actual) ? words(compareSecret(name, secret, actual)) : ''
      if (wrong === '') return []
      const changed = actual.labels[contentLabel] !== secret.labels?.[contentLabel]
      const why = changed ? `secret ${name}: its content differs` : wrong
      const uses = (service: ServiceState) => service.secrets.some(({ source }) => source === name)
      return replaced(host, step('secret.remove', { host, name }, key, why), has.services, uses)
    }),
    ...Object.keys(services).flatMap((name) => oneService(host, name, desired, has.services[name])),
    ...(host === firstManager(desired) ? surplus(host, desired, has) : []),
  ]
}

function oneService(
  host: string,
  name: string,
  desired: Desired,
  actual: ServiceState | undefined,
): Step[] {
  const service = desired.hosts[host]?.wanted.services[name]
  if (service === undefined) return []
  const args = { host, name, service }
  const key = serviceKey(host, name)
  const settle = (reason: string) =>
    step('service.settle', { host, name }, `${key}/settle`, reason, [key])
  if (!actual) {
    const members = membersOf(desired)
    const after = [
      ...members.flatMap((member) => [swarmKey(member), `${member}/images`]),
      ...Object.keys(service.networks ?? {}).flatMap((net) => networkKeys(desired, host, net)),
      ...(service.secrets ?? []).map(({ source }) => secretKey(host, source)),
    ]
    const reason = `service ${name} does not exist`
    return [step('service.create', args, key, reason, after), settle(`${reason} yet`)]
  }
  if (!isOurs(actual)) return []
  const wrong = compareService(name, service, actual)
  const deep = wrong.filter(({ property }) => property === 'mode')
  if (deep.length > 0) return [step('service.remove', { host, name }, key, words(deep))]
  const plain = wrong.filter(({ property }) => property !== 'status')
  if (plain.length > 0) {
    return [step('service.update', args, key, words(plain)), settle(words(plain))]
  }
  return wrong.length > 0 ? [settle(words(wrong))] : []
}

/** A secret or network that services use cannot go before them; the next look makes all of it anew. */
export function replaced(
  host: string,
  removal: Step,
  services: Record<string, ServiceState>,
  uses: (service: ServiceState) => boolean,
): Step[] {
  const users = Object.entries(services).filter(([, service]) => isOurs(service) && uses(service))
  const gone = users.map(([name]) =>
    step('service.remove', { host, name }, serviceKey(host, name), `service ${name} uses it`),
  )
  return [...gone, { ...removal, after: [...removal.after, ...gone.map(({ key }) => key)] }]
}

/** Ours and drawn nowhere any more. */
function surplus(
  host: string,
  desired: Desired,
  has: { services: Record<string, ServiceState>; secrets: Record<string, SecretState> },
): Step[] {
  const all = Object.values(desired.hosts).map(({ wanted }) => wanted)
  const left = (things: Record<string, { labels: Record<string, string> }>) =>
    Object.entries(things).flatMap(([name, thing]) => (isOurs(thing) ? [name] : []))
  const services = left(has.services).filter((name) => !all.some((one) => name in one.services))
  const secrets = left(has.secrets).filter((name) => !all.some((one) => name in one.secrets))
  const gone = services.map((name) => serviceKey(host, name))
  return [
    ...services.map((name) =>
      step('service.remove', { host, name }, serviceKey(host, name), `${name} is no longer wanted`),
    ),
    ...secrets.map((name) =>
      step(
        'secret.remove',
        { host, name },
        secretKey(host, name),
        `${name} is no longer wanted`,
        gone,
      ),
    ),
  ]
}

function serviceKey(host: string, name: string): string {
  return `${host}/service/${name}`
}

function secretKey(host: string, name: string): string {
  return `${host}/secret/${name}`
}
