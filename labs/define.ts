/** The primitives of the lab language: what a check and a network driver are, and what they may ask. */
import type { ZodType } from 'zod'
import type { Matrix } from './matrix.ts'
import type { Namespace } from './route/facts.ts'
import type { Path, Way } from './route/path.ts'
import type { Dial, Disturbance, Ran } from './questions.ts'
import type { HostState, NetworkState, Ref, ThingKind } from './topology/state.ts'

/** A check that could not be asked is inconclusive, never a pass; one whose ground failed is skipped. */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'skipped'

/** One question put to the environment with its raw answer. */
export interface Evidence {
  /** API path or command, as somebody could repeat it. */
  question: string
  /** The answer as it came, cut to a bounded length. */
  answer: string
  ms: number
}

/** What a check concluded. */
export interface Finding {
  verdict: Exclude<Verdict, 'skipped'>
  expected: string
  found: string
  /** One sentence in the learner's words: what is so, or what is not and why. */
  sentence: string
  /** Who reached whom, where a check asks that of several. */
  matrix?: Matrix
  /** Who could not reach whom, where that is the failure: whoever asked may look for the broken hop. */
  unreached?: Way
}

export interface Outcome extends Omit<Finding, 'verdict'> {
  verdict: Verdict
  evidence: Evidence[]
  ms: number
  /** Where the way is broken, if a connection did not come through. */
  path?: Path
}

export interface Executed {
  code: number
  stdout: string
  stderr: string
}

/** Where files are looked at: a container, a volume, or the host itself. Paths are absolute. */
export type Place =
  | { host: string; path: string }
  | { host: string; container: string; path: string }
  | { host: string; volume: string; path: string }

export interface FileEntry {
  /** Relative to the place asked, without a leading slash; empty for the place itself. */
  path: string
  type: 'file' | 'directory' | 'symlink' | 'other'
  /** POSIX permission bits. */
  mode: number
  uid: number
  gid: number
  /** Bytes. */
  size: number
  /** Hex digest of a file's content; empty for anything else. */
  sha256: string
  /** Target of a symbolic link. */
  link?: string
  /** When the content was last changed, in ms since the epoch, to the second. */
  mtime?: number
}

export type Listing =
  | { found: true; entries: FileEntry[] }
  /** `missing`: nothing is there. `unreadable`: something is, and cannot be read as asked. */
  | { found: false; reason: 'missing' | 'unreadable'; detail: string }

export type Content =
  | { found: true; text: string; entry: FileEntry }
  | { found: false; reason: 'missing' | 'unreadable'; detail: string }

/** A connection attempt made from a network namespace with tools of ours. */
export type Reach =
  | { kind: 'ping'; address: string; count?: number }
  | { kind: 'tcp'; address: string; port: number }
  | { kind: 'http'; url: string; method?: string; headers?: Record<string, string> }
  /** Asks the resolver that a program in the container would use. */
  | { kind: 'resolve'; name: string }

export interface Reached {
  /** `failed` means that the tool ran and the other side was not reached. */
  ok: boolean
  /** Addresses for resolve, status for http, text for the body. */
  addresses?: string[]
  status?: number
  body?: string
  /** The tool's own last words. */
  detail: string
}

/**
 * The way a check asks. Everything asked is kept as evidence on its own. A question that could not be
 * put (engine gone, tool broken, time out of our own) throws ProbeError, which makes the check inconclusive.
 */
export interface Probe {
  /** The lab's host names, in order. */
  readonly hosts: readonly string[]
  /** What the host holds now, in canonical form. */
  observe(host: string): Promise<HostState>
  /** GET on the inner engine's API, path without version. `status` 404 is an answer, not an error. */
  api(host: string, path: string): Promise<{ status: number; body: unknown }>
  /** Runs argv in a container (or the host, without `container`). An unknown container throws. */
  exec(at: { host: string; container?: string; user?: string }, argv: string[]): Promise<Executed>
  /** Tries a connection from a container's network namespace (or the host's) with our own tools. */
  reach(from: { host: string; container?: string }, what: Reach): Promise<Reached>
  /** The network namespace of a container or host, with its route towards an address; empty asks for none. */
  namespace(at: { host: string; container?: string }, towards: string): Promise<Namespace>
  list(at: Place): Promise<Listing>
  read(at: Place): Promise<Content>
  /** What a tar archive (plain or gzip) at a place holds. */
  archive(at: Place): Promise<Listing>
  /** Tries a port of a host from its wire, as another machine there would: never from the host itself. */
  dial(host: string, what: Dial): Promise<Reached & { address: string }>
  /** GET on the run's own registry, whatever the hosts say of the name `registry`. Path without `/v2`. */
  registry(path: string): Promise<{ status: number; body: string }>
  /** The last that a container printed, some 2,000 lines of it. An unknown container throws. */
  logs(at: { host: string; container: string }): Promise<{ stdout: string; stderr: string }>
  /** What ended in the host's terminals, oldest first. */
  commands(host: string): Promise<readonly Ran[]>
  /** Does what is said. Whoever asked must call what comes back, whatever happens: it puts everything back. */
  disturb(what: Disturbance): Promise<() => Promise<void>>
  /** What the learner last answered to this check, if anything. */
  answer(): string | undefined
}

export class ProbeError extends Error {
  override readonly name = 'ProbeError'
}

/** A name that a check's arguments mention, for diagnostics, for skipping and for events. */
export interface Mention {
  kind: ThingKind | 'host'
  /** As written: `db`, `host1/db`, or a host's name. */
  text: string
  /** Where in the arguments. */
  path: (string | number)[]
  /** Ways such as `a <-> b` in which it stands again. */
  again?: (string | number)[][]
}

export interface CheckKind<Args = unknown> {
  /** The key in a lab, such as `ping`. */
  kind: string
  /** One line for completion and documentation. */
  summary: string
  fields: ZodType<Args>
  /** What is asked, as one sentence that a learner reads before it is asked. */
  describe(args: Args): string
  mentions(args: Args): Mention[]
  /** Whether docker events and prompts can change the outcome (an answer changes only by answering). */
  live: boolean
  /** Whether asking disturbs the environment: then it is asked by the button only, after everything else, and alone. */
  disturbs?: true
  /** Whether what was so once stays so, such as what was typed: then it is not asked again. */
  lasts?: true
  /** How long asking may take, in ms, where that is more than usual. */
  limit?(args: Args): number
  run(args: Args, probe: Probe, signal: AbortSignal): Promise<Finding>
  /** The right answer of a check that asks the learner, read from the environment, to prove a lab with. */
  solve?(args: Args, probe: Probe): Promise<string>
  /** What the learner is asked to answer, where a check asks the learner. */
  ask?(args: Args): string
  /** A legal value of the fields, used in documentation and tests. */
  example: Args
}

/** Keeps the kind's own types inside and hands out one that a list can hold. */
export function defineCheck<Args>(kind: CheckKind<Args>): CheckKind {
  const parse = (args: unknown): Args => kind.fields.parse(args)
  const { solve, ask, limit } = kind
  return {
    kind: kind.kind,
    summary: kind.summary,
    fields: kind.fields,
    live: kind.live,
    ...(kind.disturbs && { disturbs: kind.disturbs }),
    ...(kind.lasts && { lasts: kind.lasts }),
    ...(limit && { limit: (args: unknown) => limit(parse(args)) }),
    describe: (args) => kind.describe(parse(args)),
    mentions: (args) => kind.mentions(parse(args)),
    run: (args, probe, signal) => kind.run(parse(args), probe, signal),
    ...(solve && { solve: (args: unknown, probe: Probe) => solve(parse(args), probe) }),
    ...(ask && { ask: (args: unknown) => ask(parse(args)) }),
    example: kind.example,
  }
}

/** A network driver, or a mode that takes the place of one (host, none, container). */
export interface DriverKind {
  /** `bridge`, `macvlan`, …; `container` for container mode. */
  name: string
  summary: string
  /** A driver makes networks; a mode is written as a container's `network_mode`. */
  role: 'driver' | 'mode'
  /** What the drawing calls it and how it is marked. */
  look: { label: string; mark: string }
  /** Known `driver_opts` with a line on each; others pass with a warning. */
  options: Record<string, string>
  /** Whether the engine's IPAM hands out subnets for it. */
  ipam: boolean
  /** Problems of a network that uses this driver, as sentences with the key they concern. */
  problems(network: Partial<NetworkState>): { key: string; message: string }[]
  example: Record<string, unknown>
}

export function defineDriver(driver: DriverKind): DriverKind {
  return driver
}

export function pass(expected: string, found: string, sentence: string): Finding {
  return { verdict: 'pass', expected, found, sentence }
}

export function fail(expected: string, found: string, sentence: string): Finding {
  return { verdict: 'fail', expected, found, sentence }
}

export function inconclusive(expected: string, found: string, sentence: string): Finding {
  return { verdict: 'inconclusive', expected, found, sentence }
}

/** `db` or `host1/db` → host and name; the host may be left out where a lab has one. */
export function resolveRef(text: string, hosts: readonly string[]): Ref | undefined {
  const slash = text.indexOf('/')
  const first = hosts[0]
  if (slash > 0 && hosts.includes(text.slice(0, slash))) {
    return { host: text.slice(0, slash), name: text.slice(slash + 1) }
  }
  if (hosts.length === 1 && first !== undefined) return { host: first, name: text }
  return undefined
}
