/** Names inside commands and Markdown: found as whole words where the text is code, and told from images and paths. */

export interface Replaced {
  text: string
  /** Places that were changed. */
  count: number
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const identifier = /^[A-Za-z_]\w*$/

/**
 * Whole words of a command. `training/db`, `db:latest`, `/db` and `.db` are something else; `db:/path` and
 * `Networks.lan` are the name.
 */
export function inCode(code: string, name: string, to: string): Replaced {
  const word = escaped(name)
  const member = identifier.test(to) ? `(?<=Networks\\.)${word}(?![\\w-])|` : ''
  const whole = `(?<![\\w.$/@-])${word}(?![\\w/@-]|\\.\\w|:[^/\\s'"\`])`
  return replaced(
    code,
    new RegExp(`${member}(?<=Networks\\.")${word}(?=")|${whole}`, 'g'),
    () => to,
  )
}

function replaced(text: string, pattern: RegExp, by: (found: string) => string): Replaced {
  let count = 0
  const result = text.replace(pattern, (found) => {
    count += 1
    return by(found)
  })
  return { text: result, count }
}

interface Part {
  text: string
  /** `run host1` of a fence, empty for inline code, undefined for prose. */
  code?: string
}

/** Markdown in parts that join to the same text. */
export function partsOf(markdown: string): Part[] {
  const parts: Part[] = []
  const pattern =
    /^( *)(```+|~~~+)(.*)\n([\s\S]*?)(^ *\2[^\S\n]*$|(?![\s\S]))|(`+)(?!`)[\s\S]*?[^`]\6(?!`)/gm
  let done = 0
  for (const found of markdown.matchAll(pattern)) {
    parts.push({ text: markdown.slice(done, found.index) })
    parts.push({ text: found[0], code: (found[3] ?? '').trim() })
    done = found.index + found[0].length
  }
  return [...parts, { text: markdown.slice(done) }]
}

/** Changes the code in Markdown; `fits` says for which fences (empty: inline code). */
export function inMarkdown(
  markdown: string,
  fits: (fence: string) => boolean,
  change: (code: string) => Replaced,
): Replaced {
  let count = 0
  const text = partsOf(markdown).map((part) => {
    if (part.code === undefined || !fits(part.code)) return part.text
    const done = change(part.text)
    count += done.count
    return done.text
  })
  return { text: text.join(''), count }
}

/** Whether prose says the word. */
export function inProse(markdown: string, name: string): boolean {
  const word = new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`)
  return partsOf(markdown).some(({ text, code }) => code === undefined && word.test(text))
}

/** `run host1` of a fence → `run other`. */
export function renameFences(markdown: string, host: string, to: string): Replaced {
  const fence = new RegExp(`^( *(?:\`\`\`+|~~~+)run[ \\t]+)${escaped(host)}(?=[ \\t]*$)`, 'gm')
  return replaced(markdown, fence, (found) => found.slice(0, -host.length) + to)
}
