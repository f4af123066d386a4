/** Labs as they are taken out and brought into an empty host: what is drawn, and how it differs from what is there. */
import type { CompiledLab, Wanted, WantedHost } from '../../labs/format/compiled.ts'
import { sameImage } from '../../labs/topology/names.ts'
import type { LabState } from '../../labs/topology/state.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { reached } from '../../web/builder/exchange/reached.ts'
import type { Desired } from '../../web/builder/run/desired.ts'
import { deviations } from '../../web/builder/run/deviations.ts'
import { until, type Bench } from './docker.ts'

/** The drawing of a lab once its steps are done, as far as the images in `known` can build it. */
export function solved(lab: CompiledLab, known: readonly string[]): Wanted {
  return reached(lab, (image) => known.some((one) => sameImage(one, image))).wanted
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

/** Hosts that have the images of a lab and nothing else of it. */
export async function emptyHosts(bench: Bench, wanted: Wanted): Promise<Environment> {
  const hosts = Object.entries(wanted.hosts).map(([name, { images, containers }]) => {
    const used = Object.values(containers).map(({ image }) => image)
    return [name, { images: [...new Set([...images, ...used])] }] as [string, { images: string[] }]
  })
  const { environment, provision } = bench.open(Object.fromEntries(hosts))
  await provision()
  return environment
}

export async function runScript(
  environment: Environment,
  host: string,
  script: string,
): Promise<string> {
  const done = await environment.exec(host, ['sh', '-c', script], { timeoutMs: 120_000 })
  if (done.code !== 0) throw new Error(`${host}: ${done.code} ${done.stderr}\n${script}`)
  return done.stdout
}

/** What differs in the end; a service needs a moment until it runs. */
export async function settled(environment: Environment, wanted: Wanted): Promise<string[]> {
  const hasServices = Object.values(wanted.hosts).some(
    ({ services }) => Object.keys(services).length > 0,
  )
  const deadline = Date.now() + (hasServices ? 60_000 : 0)
  return until(
    'the hosts to be looked at',
    async () => {
      const left = differences(wanted, await environment.observe())
      return left.length === 0 || Date.now() >= deadline ? left : undefined
    },
    90_000,
  )
}

/** Runs a script in the only host of a lab, empty before, and gives back what differs from the lab. */
export async function builtBy(bench: Bench, wanted: Wanted, script: string): Promise<string[]> {
  const environment = await emptyHosts(bench, wanted)
  await runScript(environment, Object.keys(wanted.hosts)[0] ?? '', script)
  const found = await settled(environment, wanted)
  await environment.destroy()
  return found
}
