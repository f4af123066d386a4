import { compareNetwork, compareVolume } from '../../labs/topology/compare.ts'
import { sameImage } from '../../labs/topology/names.ts'
import type { ContainerState, HostState } from '../../labs/topology/state.ts'
import { containerSteps } from './containers.ts'
import { isOurs, words } from './marks.ts'
import { replaced, serviceSteps } from './services.ts'
import { firstManager, networkKeys, swarmKey, wantsNetwork } from './shared.ts'
import type { Desired, DesiredHost } from './state.ts'
import { step, type Step } from './steps.ts'

/** What an engine notes for a container that it finds dead when it starts. */
const cutOffCode = 255

/** Networks that every engine has; a lab may name them and cannot change them. */
const builtIn = new Set(['bridge', 'host', 'none', 'ingress', 'docker_gwbridge'])

/** What is left to do inside a host whose engine holds `state`. Waits for the step `ready`. */
export function insideSteps(
  host: string,
  desired: Desired,
  state: HostState,
  ready: string,
): Step[] {
  const { images, wanted } = hostOf(desired, host)
  const network = (name: string) => networkKeys(desired, host, name)
  return onePerThing([
    ...imageSteps(host, images, state, ready),
    ...networkSteps(host, wanted, state, ready),
    ...volumeSteps(host, wanted.volumes, state, ready),
    ...containerSteps(host, wanted.containers, state, { ready, network }),
    ...serviceSteps(host, desired, state),
    ...extraSteps(host, desired, state),
  ])
}

function hostOf({ hosts }: Desired, host: string): DesiredHost {
  const found = hosts[host]
  if (!found) throw new Error(`no host ${host}`)
  return found
}

/**
 * A container may have to go for its volume's sake and be wrong itself: it is removed once. What goes for the sake of
 * something else is not waited for.
 */
function onePerThing(steps: Step[]): Step[] {
  const seen = new Set<string>()
  const once = steps.filter(({ key }) => !seen.has(key) && seen.add(key))
  const gone = new Set(once.flatMap((one) => (one.action === 'service.remove' ? [one.key] : [])))
  return once.filter(
    (one) => one.action !== 'service.settle' || !one.after.some((key) => gone.has(key)),
  )
}

/** A learner's host is theirs; only what was cut off when its engine died is started again. */
export function resumeSteps(host: string, { wanted }: DesiredHost, state: HostState): Step[] {
  return Object.entries(wanted.containers).flatMap(([name, { status }]) => {
    const actual = state.containers[name]
    const cutOff = actual?.status === 'exited' && actual.exitCode === cutOffCode
    if (status !== 'running' || !cutOff || !isOurs(actual)) return []
    const reason = `container ${name} was cut off when its engine ended`
    return [step('container.start', { host, name }, `${host}/container/${name}/start`, reason)]
  })
}

function imageSteps(host: string, images: string[], state: HostState, ready: string): Step[] {
  const missing = images.filter((image) => !state.images.some((other) => sameImage(image, other)))
  if (missing.length === 0) return []
  const reason = `${host} lacks ${missing.join(', ')}`
  return [step('image.load', { host, images: missing }, `${host}/images`, reason, [ready])]
}

function networkSteps(
  host: string,
  { networks, swarm }: DesiredHost['wanted'],
  state: HostState,
  ready: string,
): Step[] {
  return Object.entries(networks).flatMap(([name, network]) => {
    if (builtIn.has(name)) return []
    const key = `${host}/network/${name}`
    const actual = state.networks[name]
    if (!actual) {
      const reason = `network ${name} does not exist`
      const shared = network.driver === 'overlay' && swarm !== undefined ? [swarmKey(host)] : []
      return [step('network.create', { host, name, network }, key, reason, [ready, ...shared])]
    }
    if (!isOurs(actual)) return []
    const wrong = compareNetwork(name, network, actual)
    if (wrong.length === 0) return []
    const removal = step('network.remove', { host, name }, key, words(wrong))
    return replaced(host, removal, state.swarm?.services ?? {}, ({ networks: on }) => name in on)
  })
}

function volumeSteps(
  host: string,
  wanted: DesiredHost['wanted']['volumes'],
  state: HostState,
  ready: string,
): Step[] {
  return Object.entries(wanted).flatMap(([name, volume]) => {
    const key = `${host}/volume/${name}`
    const actual = state.volumes[name]
    if (!actual) {
      const reason = `volume ${name} does not exist`
      return [step('volume.create', { host, name, volume }, key, reason, [ready])]
    }
    if (!isOurs(actual)) return []
    const wrong = compareVolume(name, volume, actual)
    return wrong.length === 0 ? [] : replaceVolume(host, name, state, words(wrong))
  })
}

/** An engine keeps a volume that a container mounts, so ours that do go first; the next look makes them anew. */
function replaceVolume(host: string, name: string, state: HostState, reason: string): Step[] {
  const users = Object.entries(state.containers)
    .filter(([, container]) => isOurs(container) && mountsVolume(container, name))
    .map(([user]) => user)
  const removals = users.map((user) =>
    step(
      'container.remove',
      { host, name: user },
      `${host}/container/${user}/remove`,
      `container ${user} mounts volume ${name}, which is made anew`,
    ),
  )
  const gone = removals.map(({ key }) => key)
  return [
    ...removals,
    step('volume.remove', { host, name }, `${host}/volume/${name}`, reason, gone),
  ]
}

function mountsVolume({ mounts }: ContainerState, volume: string): boolean {
  return mounts.some(({ type, source }) => type === 'volume' && source === volume)
}

/** Ours and no longer wanted. What a learner made carries no label of ours and is never touched. */
function extraSteps(host: string, desired: Desired, state: HostState): Step[] {
  const { wanted } = hostOf(desired, host)
  // A network that spans hosts is seen on all of them: one host takes it away, when none wants it.
  const remover = firstManager(desired) ?? Object.keys(desired.hosts)[0]
  const isKept = (name: string) =>
    state.networks[name]?.scope !== 'local' && (host !== remover || wantsNetwork(desired, name))
  const containers = extra(state.containers, wanted.containers)
  const gone = containers.map((name) => `${host}/container/${name}`)
  return [
    ...containers.map((name) =>
      step('container.remove', { host, name }, `${host}/container/${name}`, noLonger(name)),
    ),
    ...extra(state.networks, wanted.networks).flatMap((name) =>
      isKept(name)
        ? []
        : step('network.remove', { host, name }, `${host}/network/${name}`, noLonger(name), gone),
    ),
    ...extra(state.volumes, wanted.volumes).map((name) =>
      step('volume.remove', { host, name }, `${host}/volume/${name}`, noLonger(name), gone),
    ),
  ]
}

function extra(
  actual: Record<string, { labels: Record<string, string> }>,
  wanted: Record<string, unknown>,
): string[] {
  return Object.keys(actual).filter((name) => {
    const thing = actual[name]
    return thing !== undefined && isOurs(thing) && !(name in wanted)
  })
}

function noLonger(name: string): string {
  return `${name} is no longer wanted`
}
