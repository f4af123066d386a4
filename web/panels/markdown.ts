/** Markdown of a lab to safe pieces: runs of HTML, and code blocks that become components. */
import DOMPurify from 'dompurify'
import { Marked, type Token, type Tokens } from 'marked'

export type Piece =
  | { type: 'html'; html: string }
  /** `host` is there where the block may be clicked to run; empty for the lab's only host. */
  | { type: 'code'; text: string; language: string; host?: string }

const marked = new Marked({ gfm: true })

/** `hosts`: where a fence may run. Unknown hosts fall back to plain code. */
export function piecesOf(text: string, hosts: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let run: Token[] = []
  const flush = () => {
    if (run.length > 0) pieces.push({ type: 'html', html: safe(marked.parser(run)) })
    run = []
  }
  for (const token of marked.lexer(text)) {
    if (isFence(token)) {
      flush()
      pieces.push(codeOf(token, hosts))
    } else {
      run.push(token)
    }
  }
  flush()
  return pieces
}

/** A single line with inline marks, such as a check's sentence. */
export function inline(text: string): string {
  return safe(marked.parseInline(text, { async: false }))
}

/** The same line for names that are only read out. */
export function plain(text: string): string {
  return text.replace(/[`*]/g, '')
}

/** The hosts that a text runs something on, each once. */
export function hostsNamed(text: string, hosts: readonly string[]): string[] {
  const pieces = piecesOf(text, hosts)
  const named = pieces.flatMap((piece) => (piece.type === 'code' ? (piece.host ?? []) : []))
  return hosts.filter((host) => named.includes(host))
}

function isFence(token: Token): token is Tokens.Code {
  return token.type === 'code'
}

function codeOf(token: Tokens.Code, hosts: readonly string[]): Piece {
  const [first = '', second] = (token.lang ?? '').trim().split(/\s+/)
  const host = second ?? (hosts.length === 1 ? hosts[0] : undefined)
  const canRun = first === 'run' && host !== undefined && hosts.includes(host)
  return {
    type: 'code',
    text: token.text,
    language: first === 'run' ? 'sh' : first,
    ...(canRun ? { host } : {}),
  }
}

function safe(html: string): string {
  return DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select'],
    FORBID_ATTR: ['style', 'class', 'id', 'name'],
  })
}
