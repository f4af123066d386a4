/** Words of a POSIX shell. */

/** A word that the shell reads as exactly this text. */
export function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** A command over several lines where it is long: each option with its value on one. */
export function command(...groups: string[][]): string {
  const parts = groups
    .filter((group) => group.length > 0)
    .map((group) => group.map(quote).join(' '))
  const line = parts.join(' ')
  return line.length <= 100 ? line : parts.join(' \\\n  ')
}

/** `--label a=b` for each entry. */
export function pairs(option: string, record: Record<string, string> | undefined): string[][] {
  return Object.entries(record ?? {}).map(([key, value]) => [option, `${key}=${value}`])
}

export function each(option: string, values: readonly string[] | undefined): string[][] {
  return (values ?? []).map((value) => [option, value])
}

/** An option with a value where there is one. */
export function option(name: string, value: string | number | undefined): string[] {
  return value === undefined || value === '' || value === 0 ? [] : [name, String(value)]
}

export function flag(name: string, on: boolean | undefined): string[] {
  return on === true ? [name] : []
}

/** Commands below a comment that says what they are for; nothing where there are none. */
export const section = (title: string, commands: string[]) =>
  commands.length === 0 ? '' : [`# ${title}`, ...commands].join('\n')
