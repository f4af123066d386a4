/** A compose text as data, with its places, and what is to be said about it. */
import { LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { isFields } from '../edit/value.ts'
import type { Fields, Path, Value } from '../edit/value.ts'
import type { Diagnostic, Severity } from '../format/diagnostics.ts'
import { Source } from '../format/source.ts'

export const importCodes = {
  'bad-yaml': 'error',
  'not-compose': 'error',
  /** The lab does without it. */
  'not-carried': 'warning',
  /** It says something that a lab cannot hold. */
  'not-legal': 'warning',
  /** It means the same in other words. */
  'carried-otherwise': 'warning',
  variable: 'warning',
} as const satisfies Record<string, Severity>

export type ImportCode = keyof typeof importCodes
export type ImportDiagnostic = Omit<Diagnostic, 'code'> & { code: ImportCode }

export interface ComposeSource {
  /** Undefined where the text is not a compose file at all. */
  value?: Fields
  diagnostics: ImportDiagnostic[]
  tell(code: ImportCode, path: Path, message: string, advice: string, at?: 'key' | 'value'): void
}

const MOST = 1_000_000

export function readCompose(text: string): ComposeSource {
  const lines = new LineCounter()
  const doc = parseDocument(text.slice(0, MOST), {
    lineCounter: lines,
    merge: true,
    logLevel: 'silent',
  })
  const source = new Source(text, lines, doc)
  const diagnostics: ImportDiagnostic[] = []
  const add = (code: ImportCode, start: number, end: number, message: string, advice: string) => {
    const [from, to] = [lines.linePos(start), lines.linePos(end)]
    diagnostics.push({
      code,
      severity: importCodes[code],
      message,
      advice,
      line: Math.max(1, from.line),
      column: Math.max(1, from.col),
      endLine: Math.max(1, to.line),
      endColumn: Math.max(1, to.col),
      offset: start,
      endOffset: end,
    })
  }
  const tell: ComposeSource['tell'] = (code, path, message, advice, at = 'key') => {
    const { start, end } = source.locate(path, at)
    add(code, start, end, message, advice)
  }
  if (text.length > MOST) add('bad-yaml', 0, 1, 'The text is over 1 MB.', 'Import a smaller file.')
  for (const { pos, message, name } of [...doc.errors, ...doc.warnings]) {
    const code = name === 'YAMLWarning' ? 'not-carried' : 'bad-yaml'
    add(code, pos[0], pos[1], message.split('\n')[0] ?? message, 'Mend the YAML and import again.')
  }
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics, tell }
  const value = dataOf(doc, (message) => add('bad-yaml', 0, 1, message, 'Mend the anchors.'))
  return isFields(value) ? { value, diagnostics, tell } : { diagnostics, tell }
}

function dataOf(doc: Document, complain: (message: string) => void): Value | undefined {
  try {
    return JSON.parse(JSON.stringify(doc.toJS({ maxAliasCount: 100 }) ?? null)) as Value
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return undefined
  }
}
