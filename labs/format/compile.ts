/** Lab + seed → what one learner gets. A pure function: the same seed gives the same lab on every machine. */
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'
import { unnamedWire } from '../topology/names.ts'
import { goalContainer, wantedNetwork, wantedVolume } from '../topology/normalise.ts'
import { goalService } from '../topology/swarm-normalise.ts'
import type {
  CompiledLab,
  CompiledStep,
  HostFile,
  Wanted,
  WantedContainer,
  WantedHost,
  WantedSecret,
  WantedService,
} from './compiled.ts'
import type { SecretFields } from '../topology/swarm-fields.ts'
import { drawParam } from './params.ts'
import { fill, type Lab } from './parse.ts'
import type { Preflight } from './preflight.ts'
import { labFields, type HostFields, type LabFields, type StepFields } from './schema.ts'
import { stepChecks } from './step-checks.ts'
import { compileAlternative, compileCommands, compileMistake } from './ways.ts'

export interface CompileOptions {
  id: string
  seed: string
  /** `sha256:…` of the lab's text and files; computed from the data where it is not given. */
  digest?: string
  /** The lab's folder `files/`: content by path. */
  files?: Readonly<Record<string, string>>
}

/** Throws where a drawn parameter gives a lab that is not legal, which `parse` tries to foresee. */
export function compile(lab: Lab, options: CompileOptions): CompiledLab {
  const { id, seed, files = {} } = options
  const params = Object.fromEntries(
    Object.entries(lab.params).map(([name, fields]) => [name, drawParam(fields, seed, name)]),
  )
  const fields = labFields.parse(fill(lab.written, params))
  return {
    id,
    digest: options.digest ?? digestOf(lab.written, files),
    title: fields.title,
    summary: fields.summary ?? '',
    level: fields.level ?? 'beginner',
    minutes: fields.minutes ?? 15,
    tags: fields.tags ?? [],
    learn: fields.learn ?? [],
    requires: fields.requires ?? [],
    ...(fields.preflight && { preflight: fields.preflight.map(needed) }),
    params,
    wanted: wantedState(fields, files),
    steps: fields.steps.map((step, index) => compileStep(fields, step, index)),
    accepts: fields.accepts ?? [],
  }
}

function digestOf(written: unknown, files: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1))
  return `sha256:${bytesToHex(sha256(utf8ToBytes(JSON.stringify([written, sorted]))))}`
}

function wantedState(lab: LabFields, files: Readonly<Record<string, string>>): Wanted {
  const wires = lab.wires?.length ? lab.wires : [unnamedWire]
  return {
    wires,
    hosts: Object.fromEntries(
      Object.entries(lab.hosts).map(([name, host]) => [
        name,
        wantedHost(host ?? {}, wires[0] ?? unnamedWire, files),
      ]),
    ),
  }
}

function wantedHost(
  host: HostFields,
  wire: string,
  files: Readonly<Record<string, string>>,
): WantedHost {
  return {
    dependsOn: host.depends_on ?? [],
    start: host.start ?? [],
    ...(host.swarm && { swarm: host.swarm }),
    wires: host.wires ?? [wire],
    images: host.images ?? [],
    ...(host.devices && { devices: host.devices }),
    daemon: host.daemon ?? {},
    files: Object.entries(host.files ?? {}).map(([path, file]) => hostFile(path, file, files)),
    networks: mapped(host.networks, (fields) => wantedNetwork(fields ?? {})),
    volumes: mapped(host.volumes, (fields) => wantedVolume(fields ?? {})),
    containers: mapped(host.containers, (fields) => ({
      ...(goalContainer(fields) as WantedContainer),
    })),
    services: mapped(host.services, (fields) => ({ ...(goalService(fields) as WantedService) })),
    secrets: mapped(host.secrets, (fields) => wantedSecret(fields, files)),
  }
}

function needed({ need, instead }: NonNullable<LabFields['preflight']>[number]): Preflight {
  return instead === undefined ? { need } : { need, instead }
}

function mapped<T, R>(
  things: Record<string, T> | undefined,
  to: (fields: T) => R,
): Record<string, R> {
  return Object.fromEntries(
    Object.entries(things ?? {}).map(([name, fields]) => [name, to(fields)]),
  )
}

type FileFields = NonNullable<HostFields['files']>[string]

function hostFile(
  path: string,
  file: FileFields,
  files: Readonly<Record<string, string>>,
): HostFile {
  if (typeof file === 'string') return { path, content: file, mode: 0o644 }
  const mode = file.mode === undefined ? 0o644 : Number.parseInt(String(file.mode), 8)
  if (file.from === undefined) return { path, content: file.content ?? '', mode }
  return { path, content: contentOf(file.from, files), mode }
}

function contentOf(name: string, files: Readonly<Record<string, string>>): string {
  const content = files[name]
  if (content === undefined) throw new Error(`The lab has no file files/${name}`)
  return content
}

function wantedSecret(
  { content, file, labels }: SecretFields,
  files: Readonly<Record<string, string>>,
): WantedSecret {
  const held = file === undefined ? (content ?? '') : contentOf(file, files)
  return { content: held, ...(labels && { labels }) }
}

function compileStep(lab: LabFields, step: StepFields, index: number): CompiledStep {
  const [first = ''] = Object.keys(lab.hosts)
  return {
    id: step.id,
    title: step.title,
    text: step.text ?? '',
    checks: stepChecks(lab, step, index),
    hints: (step.hints ?? []).map(({ after = 0, when, text }) => ({
      ...{ afterFailures: after, text },
      ...(when !== undefined && { when }),
    })),
    solution: compileCommands(step.solution, first),
    alternatives: (step.alternatives ?? []).map((way) => compileAlternative(way, first)),
    mistakes: (step.mistakes ?? []).map((way) => compileMistake(way, first)),
  }
}
