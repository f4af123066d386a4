import { driverKind, driverKinds } from '../../drivers/index.ts'
import { contains, overlap, toNumber, toRange, type Range } from '../../topology/addresses.ts'
import { goalNetwork } from '../../topology/normalise.ts'
import { wrongKey, wrongValue, type Path, type Problem } from '../diagnostics.ts'
import type { LabFields } from '../schema.ts'
import { advise } from '../suggest.ts'
import { drawnNetworks, type DrawnNetwork } from './drawn.ts'
import type { Rule } from './rule.ts'

const drivers = driverKinds.filter(({ role }) => role === 'driver').map(({ name }) => name)
const modes = driverKinds.filter(({ role }) => role === 'mode').map(({ name }) => name)
/** Drivers that networks of the engine itself have; a goal may name them. */
const engineDrivers = ['host', 'null']

export const networkDrivers: Rule = (lab) => drawnNetworks(lab).flatMap(driverProblems)

function driverProblems({ fields, path, step }: DrawnNetwork): Problem[] {
  const name = fields.driver ?? 'bridge'
  if (step !== undefined && (fields.driver === undefined || engineDrivers.includes(name))) return []
  const driver = driverKind(name)
  const at = [...path, 'driver']
  if (driver === undefined) {
    const mode = modes.includes(name)
      ? `\`${name}\` is a mode of a container: write \`network_mode: ${name}\` there. `
      : ''
    const advice = mode + advise(name, drivers, 'Drivers')
    return [wrongValue('unknown-driver', at, `There is no network driver \`${name}\`.`, advice)]
  }
  const problems = driver
    .problems(goalNetwork(fields))
    .map(({ key, message }) =>
      wrongValue('driver-problem', [...path, key], message, driver.summary + '.'),
    )
  const unknown = Object.keys(fields.driver_opts ?? {})
    .filter((option) => !Object.hasOwn(driver.options, option))
    .map((option) =>
      wrongKey(
        'unknown-option',
        [...path, 'driver_opts', option],
        `The driver \`${name}\` is not known to have an option \`${option}\`.`,
        advise(option, Object.keys(driver.options), 'Known options'),
      ),
    )
  return [...problems, ...unknown]
}

interface Placed {
  network: string
  written: string
  range: Range
  path: Path
}

export const subnets: Rule = (lab) => [
  ...drawnNetworks(lab).flatMap(({ fields, path }) =>
    (fields.ipam?.config ?? []).flatMap((config, index) =>
      subnetProblems(config, [...path, 'ipam', 'config', index]),
    ),
  ),
  ...Object.keys(lab.hosts).flatMap((host) => overlaps(placed(lab, host))),
]

function subnetProblems(
  config: { subnet: string; gateway?: string | undefined; ip_range?: string | undefined },
  path: Path,
): Problem[] {
  if (config.subnet.includes(':')) return []
  const range = toRange(config.subnet)
  if (range === undefined || toNumber(config.subnet.split('/')[0] ?? '') !== range.first) {
    const message = `\`${config.subnet}\` is not a subnet.`
    const advice = 'Write its first address and the length of its prefix, such as 172.30.0.0/16.'
    return [wrongValue('bad-subnet', [...path, 'subnet'], message, advice)]
  }
  const gateway = config.gateway === undefined ? undefined : toNumber(config.gateway)
  const outside =
    config.gateway !== undefined && (gateway === undefined || !contains(range, gateway))
  const inner = config.ip_range === undefined ? range : toRange(config.ip_range)
  const wide = inner === undefined || !contains(range, inner.first) || !contains(range, inner.last)
  const told = (key: string, value: string | undefined) =>
    wrongValue(
      'address-outside',
      [...path, key],
      `\`${value}\` is not in the subnet ${config.subnet}.`,
      'Choose one that is.',
    )
  return [
    ...(outside ? [told('gateway', config.gateway)] : []),
    ...(wide ? [told('ip_range', config.ip_range)] : []),
  ]
}

/** Every drawn subnet of a host; a network that is drawn again counts once. */
function placed(lab: LabFields, host: string): Placed[] {
  const all = drawnNetworks(lab)
    .filter((drawn) => drawn.host === host)
    .flatMap(({ name, fields, path }) =>
      (fields.ipam?.config ?? []).flatMap((config, index): Placed[] => {
        const range = toRange(config.subnet)
        const at = [...path, 'ipam', 'config', index, 'subnet']
        return range ? [{ network: name, written: config.subnet, range, path: at }] : []
      }),
    )
  const seen = new Map(all.toReversed().map((one) => [`${one.network} ${one.written}`, one]))
  return [...seen.values()].toReversed()
}

function overlaps(all: Placed[]): Problem[] {
  return all.flatMap((one, index) => {
    const other = all.slice(0, index).find(({ range }) => overlap(range, one.range))
    if (other === undefined) return []
    const message = `The subnet ${one.written} of \`${one.network}\` overlaps ${other.written} of \`${other.network}\`.`
    return [
      wrongValue(
        'subnet-overlap',
        one.path,
        message,
        'On one host each network needs a range of its own.',
      ),
    ]
  })
}
