/** What the schema cannot list because the lab itself, or a registry of ours, decides: one entry a place. */
import { writtenKinds } from '../../labs/checks/index.ts'
import { driverKinds } from '../../labs/drivers/index.ts'
import { drivers, hostOf, namesOn, refsTo, type Names } from './names.ts'
import type { Outline, Path } from './outline.ts'
import { samePath } from './outline.ts'

/** A word that may be written, with a line on what it is. */
export interface Offer {
  text: string
  detail: string
}

export interface Ground {
  names: Names
  outline: Outline
  /** Images that the server has at hand. */
  images: readonly string[]
}

interface Source {
  /** The end of a path; `*` stands for any step. */
  where: string
  of: (ground: Ground, path: Path) => Offer[]
}

const list = (words: readonly string[], detail: string): Offer[] =>
  words.map((text) => ({ text, detail }))

const subjects = ({ names }: Ground) => [
  ...list(refsTo(names, 'containers'), 'container'),
  ...list(names.hosts, 'host'),
]
const containers = ({ names }: Ground) => list(refsTo(names, 'containers'), 'container')
const networks = ({ names }: Ground) => list(refsTo(names, 'networks'), 'network')
const volumes = ({ names }: Ground) => list(refsTo(names, 'volumes'), 'volume')
const services = ({ names }: Ground) => list(refsTo(names, 'services'), 'service')
const secrets = ({ names }: Ground) => list(refsTo(names, 'secrets'), 'secret')
const hosts = ({ names }: Ground) => list(names.hosts, 'host')
const images = ({ names, images: known }: Ground) =>
  list([...new Set([...names.images, ...known])], 'image')

const besides =
  (kind: 'containers' | 'networks') =>
  ({ names }: Ground, path: Path): Offer[] => {
    const own = path[path.lastIndexOf('containers') + 1]
    const found = namesOn(names, kind, hostOf(path))
    return list(
      found.filter((name) => kind !== 'containers' || name !== own),
      kind.slice(0, -1),
    )
  }

/** What the host of a service has of a kind. */
const beside =
  (kind: 'networks' | 'secrets') =>
  ({ names }: Ground, path: Path): Offer[] =>
    list(namesOn(names, kind, hostOf(path)), kind.slice(0, -1))

function modes(ground: Ground, path: Path): Offer[] {
  const alone = driverKinds.filter(({ role, name }) => role === 'mode' && name !== 'container')
  const shared = besides('containers')(ground, path)
  return [
    ...alone.map(({ name, summary }) => ({ text: name, detail: summary })),
    ...shared.map(({ text }) => ({ text: `container:${text}`, detail: `the network of ${text}` })),
  ]
}

/** Options of the driver that is written beside them; of every driver where none is. */
function driverOptions({ outline }: Ground, path: Path): Offer[] {
  const beside = [...path.slice(0, -1), 'driver']
  const driver = outline.entries.find((entry) => samePath(entry.path, beside))?.value?.text
  return drivers
    .filter(({ name }) => name === (driver ?? 'bridge'))
    .flatMap(({ options }) => Object.entries(options))
    .map(([text, detail]) => ({ text, detail }))
}

const sources: readonly Source[] = [
  {
    where: 'networks.*.driver',
    of: () => drivers.map(({ name, summary }) => ({ text: name, detail: summary })),
  },
  { where: 'networks.*.driver_opts', of: driverOptions },
  { where: 'volumes.*.driver', of: () => list(['local'], 'the driver that every engine has') },
  { where: 'containers.*.image', of: images },
  { where: 'images.*', of: images },
  { where: 'containers.*.networks', of: besides('networks') },
  { where: 'containers.*.networks.*', of: besides('networks') },
  { where: 'containers.*.volumes.*', of: mountable },
  { where: 'containers.*.volumes.*.source', of: volumesHere },
  { where: 'containers.*.volumes_from.*', of: besides('containers') },
  { where: 'containers.*.depends_on.*', of: besides('containers') },
  { where: 'containers.*.network_mode', of: modes },
  { where: 'services.*.image', of: images },
  { where: 'services.*.networks', of: beside('networks') },
  { where: 'services.*.networks.*', of: beside('networks') },
  { where: 'services.*.secrets', of: beside('secrets') },
  { where: 'services.*.secrets.*', of: beside('secrets') },
  { where: 'hosts.*.wires.*', of: ({ names }) => list(names.wires, 'wire') },
  { where: 'steps.*.goal', of: hosts },
  { where: 'goal.*.networks', of: networks },
  { where: 'goal.networks', of: networks },
  { where: 'goal.*.volumes', of: volumes },
  { where: 'goal.volumes', of: volumes },
  { where: 'goal.*.containers', of: containers },
  { where: 'goal.containers', of: containers },
  { where: 'goal.*.services', of: services },
  { where: 'goal.services', of: services },
  { where: 'goal.*.secrets', of: secrets },
  { where: 'goal.secrets', of: secrets },
  { where: 'solution.*.host', of: hosts },
  ...['ping', 'tcp', 'http', 'dns'].flatMap((kind) =>
    ['from', 'to'].map((key) => ({ where: `checks.*.${kind}.${key}`, of: subjects })),
  ),
  { where: 'exec.in', of: subjects },
  { where: 'inspect.container', of: containers },
  { where: 'inspect.network', of: networks },
  { where: 'inspect.volume', of: volumes },
  { where: 'checks.*.service.name', of: services },
  { where: 'inspect.image', of: images },
  ...['at', 'of'].flatMap((key) => [
    { where: `${key}.container`, of: containers },
    { where: `${key}.volume`, of: volumes },
  ]),
]

function volumesHere({ names }: Ground, path: Path): Offer[] {
  return list(namesOn(names, 'volumes', hostOf(path)), 'volume')
}

function mountable(ground: Ground, path: Path): Offer[] {
  return volumesHere(ground, path).map(({ text, detail }) => ({ text: `${text}:/`, detail }))
}

/** What may be written at the path: values of a scalar, or names of keys. */
export function offersAt(ground: Ground, path: Path): Offer[] {
  return sources
    .filter(({ where }) => endsWith(path, where.split('.')))
    .flatMap(({ of }) => of(ground, path))
}

export function endsWith(path: Path, pattern: readonly string[]): boolean {
  const tail = path.slice(-pattern.length)
  return (
    tail.length === pattern.length &&
    pattern.every((step, index) => step === '*' || step === tail[index])
  )
}

const kindNames: readonly string[] = writtenKinds.map(({ kind }) => kind)

/** Keys that a sibling shuts out: a check is of one kind. */
export function shutOut(path: Path, siblings: readonly string[]): readonly string[] {
  const isCheck = endsWith(path, ['checks', '*'])
  return isCheck && siblings.some((key) => kindNames.includes(key)) ? kindNames : []
}
