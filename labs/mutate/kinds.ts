/** Every way to break what a lab has built, the cheapest and the most exactly mended first. */
import { alias } from './alias.ts'
import { containerFile } from './container-file.ts'
import { daemonKey } from './daemon.ts'
import { disconnect } from './disconnect.ts'
import { fileChanged, fileCut, fileGone } from './file.ts'
import { image } from './image.ts'
import { mentionedPlaces, mentionedWords, wishesOf } from './mentioned.ts'
import { oneMount, writableMount } from './mount.ts'
import type { Mutation, MutationKind, Solved, SolvedHost } from './mutation.ts'
import { network } from './network.ts'
import { networkMode } from './network-mode.ts'
import { pause } from './pause.ts'
import { privileges } from './privileges.ts'
import { program, variable } from './program.ts'
import { rename } from './rename.ts'
import { secretGone } from './secret.ts'
import { detach, drain, scale, unshare } from './service.ts'
import { setting } from './setting.ts'
import { stop } from './stop.ts'
import { volumeContent } from './volume-content.ts'
import { volumeEmpty } from './volume-empty.ts'
import { volumeGone } from './volume-gone.ts'

export const mutationKinds: readonly MutationKind[] = [
  pause,
  rename,
  fileGone,
  fileCut,
  fileChanged,
  containerFile,
  image,
  volumeContent,
  volumeEmpty,
  volumeGone,
  disconnect,
  alias,
  network,
  scale,
  drain,
  detach,
  unshare,
  stop,
  setting,
  oneMount,
  writableMount,
  networkMode,
  privileges,
  variable,
  program,
  daemonKey,
  secretGone,
]

/** Every mutation of a solved state, in the order to try them. Names are unique. */
export function mutationsOf({ lab, state, daemon, checks }: Solved): Mutation[] {
  const hosts = Object.keys(lab.wanted.hosts)
  const words = mentionedWords(lab)
  const places = mentionedPlaces(checks, hosts)
  const wishes = wishesOf(checks, hosts)
  const solved = Object.entries(state.hosts).map(([host, held]): SolvedHost => ({
    host,
    state: held,
    daemon: daemon[host] ?? {},
    givenKeys: Object.keys(lab.wanted.hosts[host]?.daemon ?? {}),
    mentions: (name) => words.has(name),
    wishes: (container, property) => wishes.has([host, container, property].join('/')),
    label: (name) => (hosts.length > 1 ? `${name} on ${host}` : name),
    given: lab.wanted.hosts[host]?.images ?? [],
    places: places.filter((place) => place.host === host),
  }))
  return mutationKinds.flatMap((kind) =>
    solved.flatMap((one) => kind.of(one).map((mutation) => ({ ...mutation, host: one.host }))),
  )
}
