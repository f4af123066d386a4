/** Labs as they are taken out and brought into an empty host: what is drawn, and how it differs from what is there. */
import type { CompiledLab, Wanted, WantedHost } from '../../labs/format/compiled.ts'
import { canonicalImage } from '../../labs/topology/names.ts'
import type { LabState } from '../../labs/topology/state.ts'
import { desiredAfter, type Desired } from '../../web/builder/run/desired.ts'
import { deviations } from '../../web/builder/run/deviations.ts'

/**
 * The drawing of a lab once its steps are done, as far as the images in `known` can build it. A goal leaves open how its
 * containers are kept running: here a shell waits for input that does not come.
 */
export function solved(lab: CompiledLab, known: readonly string[]): Wanted {
  const has = (image: string | undefined) =>
    image !== undefined && known.some((one) => canonicalImage(one) === canonicalImage(image))
  const desired = desiredAfter(lab, lab.steps.length)
  const hosts = Object.entries(lab.wanted.hosts).map(([name, start]): [string, WantedHost] => {
    const { networks = {}, volumes = {}, containers = {} } = desired[name] ?? {}
    const there = { ...networks, bridge: {}, host: {}, none: {} }
    // What a later step takes away again is not there for those that were on it, nor for who borrows from those.
    const stands = (key: string): boolean => {
      const { image, endpoints = {}, volumesFrom = [] } = containers[key] ?? {}
      const connected = Object.keys(endpoints).every((network) => Object.hasOwn(there, network))
      return has(image) && connected && volumesFrom.every(stands)
    }
    const buildable = Object.entries(containers).filter(([key]) => stands(key))
    return [
      name,
      {
        ...start,
        networks: networks as WantedHost['networks'],
        volumes,
        containers: Object.fromEntries(
          buildable.map(([key, one]) => [key, { stdinOpen: true, ...one }]),
        ) as WantedHost['containers'],
      },
    ]
  })
  return { ...lab.wanted, hosts: Object.fromEntries(hosts) }
}

export const isEmpty = ({ networks, volumes, containers, ...host }: WantedHost) =>
  [networks, volumes, containers, host.services, host.secrets, host.daemon].every(
    (things) => Object.keys(things).length === 0,
  ) &&
  host.files.length === 0 &&
  host.start.length === 0 &&
  host.swarm === undefined

/** What is not as drawn, one line each. */
export function differences(wanted: Wanted, actual: LabState): string[] {
  return deviations(startOf(wanted), actual).map(({ is, kind, name, reasons }) =>
    `${is} ${kind} ${name} ${reasons.join('; ')}`.trim(),
  )
}

const startOf = ({ hosts }: Wanted): Desired =>
  Object.fromEntries(
    Object.entries(hosts).map(([name, { swarm, ...host }]) => [
      name,
      { ...host, self: swarm === undefined ? {} : { swarm } },
    ]),
  )
