/** An author's mistakes: what is wrong, where, what is legal and what to do. */

export type Severity = 'error' | 'warning'

/** Every code with how grave it is. A code keeps its meaning once it is published. */
export const catalogue = {
  'too-large': 'error',
  'too-deep': 'error',
  'bad-yaml': 'error',
  'tab-indent': 'error',
  'duplicate-key': 'error',
  'unknown-alias': 'error',
  'alias-cycle': 'error',
  'too-many-aliases': 'error',
  'many-documents': 'error',
  'not-a-lab': 'error',
  'missing-key': 'error',
  'unknown-key': 'error',
  'compose-key': 'error',
  'wrong-type': 'error',
  'bad-value': 'error',
  'bad-port': 'error',
  'bad-mount': 'error',
  'bad-command': 'error',
  'bad-network-mode': 'error',
  'bad-jmespath': 'error',
  'bad-pattern': 'error',
  'not-one-thing': 'error',
  'no-condition': 'error',
  'no-answer': 'error',
  'bad-name': 'error',
  'duplicate-name': 'error',
  'unknown-param': 'error',
  'unused-param': 'warning',
  'unknown-host': 'error',
  'missing-host': 'error',
  'unknown-wire': 'error',
  'swarm-wires': 'error',
  'unknown-driver': 'error',
  'driver-problem': 'error',
  'unknown-option': 'warning',
  'bad-subnet': 'error',
  'subnet-overlap': 'error',
  'address-outside': 'error',
  'address-taken': 'error',
  'unknown-network': 'error',
  'unknown-volume': 'error',
  'unknown-container': 'error',
  'unknown-service': 'error',
  'unknown-secret': 'error',
  'unknown-file': 'error',
  'needs-swarm': 'error',
  'depends-cycle': 'error',
  'content-needed': 'error',
  'network-conflict': 'error',
  'image-needed': 'error',
  'port-clash': 'error',
  'duplicate-step': 'error',
  'nothing-to-check': 'error',
  'one-kind': 'error',
  'absent-start': 'error',
  'no-solution': 'warning',
  'unknown-lab': 'error',
} as const satisfies Record<string, Severity>

export type Code = keyof typeof catalogue

/** A place in a lab's data: keys and indexes from the top. */
export type Path = readonly PropertyKey[]

/** A mistake where it is in the data; `parse` finds where that is in the text. */
export interface Problem {
  code: Code
  path: Path
  /** What is marked: the key itself, or what stands behind it. */
  at: 'key' | 'value'
  message: string
  advice: string
  /** A part of the text at `path` that is meant, such as `${net}`. */
  part?: string
}

export interface Diagnostic {
  code: Code
  severity: Severity
  message: string
  /** What is legal, and what to do. */
  advice: string
  file?: string
  /** From 1, as are columns; the end is exclusive. */
  line: number
  column: number
  endLine: number
  endColumn: number
  /** Characters from the start of the text; the end is exclusive. */
  offset: number
  endOffset: number
}

export function isCode(text: unknown): text is Code {
  return typeof text === 'string' && Object.hasOwn(catalogue, text)
}

/** Marks the value at a path. */
export function wrongValue(code: Code, path: Path, message: string, advice: string): Problem {
  return { code, path, at: 'value', message, advice }
}

/** Marks the key at a path. */
export function wrongKey(code: Code, path: Path, message: string, advice: string): Problem {
  return { code, path, at: 'key', message, advice }
}
