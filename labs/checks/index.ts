/** The list of check kinds. A new kind is a file here and a line below. */
import type { CheckKind } from '../define.ts'
import { answer } from './answer.ts'
import { backup } from './backup.ts'
import { command } from './command.ts'
import { dns } from './dns.ts'
import { engine } from './engine.ts'
import { exec } from './exec.ts'
import { file } from './file.ts'
import { http } from './http.ts'
import { inspect } from './inspect.ts'
import { layers } from './layers.ts'
import { log } from './log.ts'
import { mount } from './mount.ts'
import { node } from './node.ts'
import { perturbWith } from './perturb.ts'
import { ping } from './ping.ts'
import { port } from './port.ts'
import { reach } from './reach.ts'
import { registry } from './registry.ts'
import { service } from './service.ts'
import { state } from './state.ts'
import { tcp } from './tcp.ts'
import { volume } from './volume.ts'

const calm: readonly CheckKind[] = [
  ping,
  tcp,
  http,
  dns,
  inspect,
  exec,
  file,
  backup,
  answer,
  registry,
  engine,
  volume,
  mount,
  layers,
  log,
  port,
  service,
  node,
  reach,
  command,
]

/** What a check that disturbs may ask in the meantime: nothing that waits for the learner. */
const nestable = calm.filter(({ ask }) => ask === undefined)

export const checkKinds: readonly CheckKind[] = [...calm, perturbWith(nestable), state]

/** Kinds that an author writes; `state` is what a goal compiles to. */
export const writtenKinds: readonly CheckKind[] = checkKinds.filter((kind) => kind !== state)

export function checkKind(name: string): CheckKind | undefined {
  return checkKinds.find(({ kind }) => kind === name)
}
