/** Whether an image's history tells the instructions of a Dockerfile, one after the other. */

export interface Instruction {
  keyword: string
  rest: string
}

/** Comments gone, lines with a backslash at their end joined. */
export function instructionsOf(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line))
  const joined = lines.join('\n').replace(/\\[ \t]*\n/g, ' ')
  return joined.split('\n').flatMap((line) => {
    const [, keyword, rest] = /^\s*([A-Za-z]+)\s+(.*\S)\s*$/.exec(line) ?? []
    return keyword === undefined ? [] : [{ keyword: keyword.toUpperCase(), rest: rest ?? '' }]
  })
}

/** Instructions that leave no line of their own, or belong to another image. */
const silent = new Set(['FROM', 'ARG', 'SYNTAX'])

/**
 * What is missing, in words; undefined where every instruction of the last stage is told, in order.
 * @param history lines of docker history, oldest first
 */
export function notBuilt(
  instructions: readonly Instruction[],
  history: readonly string[],
): string | undefined {
  const last = instructions.map(({ keyword }) => keyword).lastIndexOf('FROM')
  if (last < 0) return 'it has no FROM'
  let from = 0
  for (const instruction of instructions.slice(last)) {
    if (silent.has(instruction.keyword)) continue
    const at = history.findIndex((line, index) => index >= from && tells(line, instruction))
    if (at < 0) return `its history has no \`${instruction.keyword} ${short(instruction.rest)}\``
    from = at + 1
  }
  return undefined
}

/** Both builders: `/bin/sh -c #(nop) CMD [...]` of the classic one and `CMD [...] # buildkit`. */
function tells(line: string, { keyword, rest }: Instruction): boolean {
  const told = line
    .replace(/^\/bin\/sh -c (#\(nop\) +)?/, '$1')
    .replace(/^#\(nop\) +/, '')
    .replace(/\s*# buildkit$/, '')
  if (keyword === 'RUN') return spaced(told).endsWith(spaced(command(rest)))
  if (!new RegExp(`^${keyword}\\b`, 'i').test(told)) return false
  // What was copied is told by digest; where it went is told by name.
  if (keyword === 'COPY' || keyword === 'ADD') return told.includes(destination(rest))
  const plain = words(rest).filter((word) => !word.includes('$') && !word.startsWith('--'))
  return plain.every((word) => told.includes(word))
}

/** `["a", "b"]` runs the words as they are. */
function command(rest: string): string {
  const [, list] = /^\[(.*)\]$/.exec(rest) ?? []
  return list === undefined ? rest : words(list).join(' ')
}

function destination(rest: string): string {
  return (
    words(rest.replace(/^\[|\]$/g, ''))
      .at(-1)
      ?.replace(/^\.?\/?|\/$/g, '') ?? ''
  )
}

/** Brackets, quotes, commas and equals signs are how the same words are written differently. */
function words(text: string): string[] {
  return text.split(/[\s,="'[\]{}]+/).filter((word) => word !== '')
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
