/** A lab's content, read once: what it is called, what is wrong with it, and ready to be compiled for a seed. */
import { createHash } from 'node:crypto'
import type { CompiledLab } from '../labs/format/compiled.ts'
import { compile, parse, toView, type Diagnostic } from '../labs/format/index.ts'
import { AppError } from './errors.ts'
import type { DraftContent, LabView } from './protocol.ts'
import { canonical } from './records/canonical.ts'

export interface ReadLab {
  content: DraftContent
  /** `sha256:…` of text, layout and files: equal contents have equal digests. */
  digest: string
  title: string
  /** Errors in the text. */
  problems: number
  /** AppError `lab-broken` with the diagnostics. */
  compile(id: string, seed: string): { lab: CompiledLab; view: LabView }
}

export function readContent(content: DraftContent): ReadLab {
  const { text, layout, files } = content
  const { lab: parsed, diagnostics } = parse(text, { files: Object.keys(files) })
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const digest = digestOf(content)
  const title = parsed?.fields.title ?? titleIn(text)
  return {
    content,
    digest,
    title,
    problems: errors.length,
    compile(id, seed) {
      if (parsed === undefined) throw broken(title, errors.map(words))
      const lab = compileOrExplain(() => compile(parsed, { id, seed, digest, files }), title)
      return { lab, view: toView(lab, layout) }
    },
  }
}

function compileOrExplain(work: () => CompiledLab, title: string): CompiledLab {
  try {
    return work()
  } catch (error) {
    throw broken(title, [error instanceof Error ? error.message : String(error)], error)
  }
}

function broken(lab: string, lines: string[], cause?: unknown): AppError {
  return new AppError('lab-broken', { lab, diagnostics: lines.join('\n') }, cause)
}

function words({ line, column, message }: Diagnostic): string {
  return `${line}:${column} ${message}`
}

/** The title of a text that is broken somewhere else. */
function titleIn(text: string): string {
  const written = /^title:[ \t]*(.+?)[ \t]*$/m.exec(text)?.[1] ?? ''
  return written.replace(/^(["'])(.*)\1$/, '$2') || 'Untitled lab'
}

function digestOf({ text, layout, files }: DraftContent): string {
  const hash = createHash('sha256').update(canonical({ text, layout, files }))
  return `sha256:${hash.digest('hex')}`
}
