import { contains, toNumber, toRange } from '../../topology/addresses.ts'
import { showPort } from '../../topology/ports.ts'
import { wrongKey, wrongValue, type Path, type Problem } from '../diagnostics.ts'
import type { LabFields } from '../schema.ts'
import { knownAt } from './known.ts'
import { advise } from '../suggest.ts'
import { drawnContainers, drawnNetworks, type DrawnContainer } from './drawn.ts'
import type { Rule } from './rule.ts'

export const containers: Rule = (lab) =>
  drawnContainers(lab).flatMap((drawn) => [
    ...image(drawn),
    ...networks(lab, drawn),
    ...others(lab, drawn),
    ...addresses(lab, drawn),
  ])

function image({ name, fields, path, step }: DrawnContainer): Problem[] {
  if (step !== undefined || fields.image !== undefined) return []
  const message = `The container \`${name}\` has no image.`
  return [wrongKey('image-needed', path, message, 'Add `image:`, such as `image: busybox`.')]
}

/** Names of a container's networks with where each is written. */
function networkNames({ fields, path }: DrawnContainer): { name: string; path: Path }[] {
  const written = fields.networks
  if (written === undefined) return []
  if (!Array.isArray(written)) {
    return Object.keys(written).map((name) => ({ name, path: [...path, 'networks', name] }))
  }
  return written.map((name, index) => ({ name, path: [...path, 'networks', index] }))
}

function networks(lab: LabFields, drawn: DrawnContainer): Problem[] {
  const { host, fields, path, step } = drawn
  const known = knownAt(lab, step)
  const legal = known.drawn('network', host)
  const unknown = networkNames(drawn)
    .filter(({ name }) => !known.has('network', { host, name }))
    .map((at) =>
      wrongValue(
        'unknown-network',
        at.path,
        `There is no network \`${at.name}\` on ${host}.`,
        advise(at.name, legal, 'Networks here'),
      ),
    )
  if (fields.networks === undefined || fields.network_mode === undefined) return unknown
  if (fields.network_mode === 'bridge') return unknown
  const message = `\`network_mode: ${fields.network_mode}\` leaves no room for \`networks\`.`
  const at = [...path, 'network_mode']
  return [...unknown, wrongKey('network-conflict', at, message, 'Keep one of the two.')]
}

/** Containers that are named by another one. */
function others(lab: LabFields, { host, fields, path, step }: DrawnContainer): Problem[] {
  const known = knownAt(lab, step)
  const mode = fields.network_mode ?? ''
  const named = [
    ...(mode.startsWith('container:')
      ? [{ name: mode.slice('container:'.length), path: [...path, 'network_mode'] }]
      : []),
    ...list(fields.volumes_from, [...path, 'volumes_from']),
    ...list(fields.depends_on, [...path, 'depends_on']),
  ]
  return named
    .map((one) => ({ ...one, name: one.name.replace(/:(ro|rw)$/, '') }))
    .filter(({ name }) => !known.has('container', { host, name }))
    .map(({ name, path: at }) =>
      wrongValue(
        'unknown-container',
        at,
        `There is no container \`${name}\` on ${host}.`,
        advise(name, known.drawn('container', host), 'Containers here'),
      ),
    )
}

function list(names: string[] | undefined, path: Path) {
  return (names ?? []).map((name, index) => ({ name, path: [...path, index] }))
}

function addresses(lab: LabFields, { host, fields, path }: DrawnContainer): Problem[] {
  if (fields.networks === undefined || Array.isArray(fields.networks)) return []
  return Object.entries(fields.networks).flatMap(([network, end]) => {
    const address = end?.ipv4_address
    const drawn = drawnNetworks(lab).filter((one) => one.host === host && one.name === network)
    if (address === undefined) return []
    const subnets = drawn.flatMap((one) =>
      (one.fields.ipam?.config ?? []).map(({ subnet }) => subnet),
    )
    const value = toNumber(address)
    const fits = subnets
      .map(toRange)
      .some((range) => range && value !== undefined && contains(range, value))
    if (fits) return []
    const message = `\`${address}\` is not in a subnet of \`${network}\`.`
    const advice =
      subnets.length === 0
        ? 'Give the network an `ipam: { config: [{ subnet: … }] }`: Docker wants one for a fixed address.'
        : `Its subnets: ${subnets.join(', ')}.`
    return [
      wrongValue(
        'address-outside',
        [...path, 'networks', network, 'ipv4_address'],
        message,
        advice,
      ),
    ]
  })
}

/** Two containers of the start that want one port or one address. */
export const clashes: Rule = (lab) => {
  const taken = new Map<string, string>()
  return drawnContainers(lab)
    .filter(({ step }) => step === undefined)
    .flatMap((drawn) =>
      [...ports(drawn), ...fixedAddresses(drawn)].flatMap(({ key, words, problem }) => {
        const holder = taken.get(key)
        taken.set(key, drawn.name)
        return holder === undefined ? [] : [problem(`\`${holder}\` already has ${words}.`)]
      }),
    )
}

type Problematic = { key: string; words: string; problem(message: string): Problem }

function ports({ host, fields, path }: DrawnContainer): Problematic[] {
  return (fields.ports ?? []).flatMap((port, index) =>
    port.published === 0
      ? []
      : [
          {
            key: `${host} ${port.hostIp} ${port.published}/${port.protocol}`,
            words: `the port ${showPort(port)}`,
            problem: (message) =>
              wrongValue(
                'port-clash',
                [...path, 'ports', index],
                message,
                'Publish it as another port.',
              ),
          },
        ],
  )
}

function fixedAddresses({ host, fields, path }: DrawnContainer): Problematic[] {
  if (fields.networks === undefined || Array.isArray(fields.networks)) return []
  return Object.entries(fields.networks).flatMap(([network, end]) => {
    const address = end?.ipv4_address
    const at = [...path, 'networks', network, 'ipv4_address']
    return address === undefined
      ? []
      : [
          {
            key: `${host} ${network} ${address}`,
            words: `the address ${address}`,
            problem: (message) =>
              wrongValue('address-taken', at, message, 'Choose another address.'),
          },
        ]
  })
}
