/** What belongs to a lab's host and to no file of the Compose Specification, one sentence each. */
import type { Wanted, WantedHost } from '../format/compiled.ts'
import { sameImage } from '../topology/names.ts'

/** What neither a compose file nor a stack can hold. `where`: how the host is called in a sentence. */
export function hostUnsaid(host: WantedHost, where: string): string[] {
  const files = host.files.map(({ path }) => path).join(', ')
  const used = [...Object.values(host.containers), ...Object.values(host.services)]
  const spare = host.images.filter((image) => !used.some((one) => sameImage(image, one.image)))
  return [
    ...(files === '' ? [] : [`Files of ${where} are not part of it: ${files}.`]),
    ...(Object.keys(host.daemon).length === 0
      ? []
      : [`The settings of the engine of ${where} (daemon.json) are not part of it.`]),
    ...host.start.map(
      (line) => `${where} runs this at its start, which is not part of it: ${line}`,
    ),
    ...(host.devices ?? []).map(
      (device) => `${where} may open ${device}, which is not part of it.`,
    ),
    ...(spare.length === 0
      ? []
      : [
          `${where} has images that nothing runs yet, which are not part of it: ${spare.join(', ')}.`,
        ]),
  ]
}

/** What joins the hosts. */
export function wiresUnsaid({ wires, hosts }: Wanted): string[] {
  const names = Object.entries(hosts)
  if (wires.length < 2) return []
  return names.map(
    ([name, host]) => `${name} is on ${list(host.wires)}; which wires there are is not part of it.`,
  )
}

const list = (wires: string[]) =>
  wires.length === 1 ? `the wire ${wires[0]}` : `the wires ${wires.join(', ')}`

/** A service, a secret and a part in a swarm need more than one engine's compose file. */
export function swarmUnsaid({ swarm, services, secrets, networks }: WantedHost): string[] {
  const overlays = Object.entries(networks).filter(([, { driver }]) => driver === 'overlay')
  return [
    ...(swarm === undefined
      ? []
      : [`The engine is a ${swarm} of a swarm, which Compose does not make.`]),
    ...Object.keys(services).map(
      (name) => `Service \`${name}\` runs in a swarm: take the stack for it.`,
    ),
    ...Object.keys(secrets).map(
      (name) => `Secret \`${name}\` is kept by a swarm: take the stack for it.`,
    ),
    ...overlays.map(([name]) => `\`${name}\` is an overlay, which an engine has only in a swarm.`),
  ]
}
