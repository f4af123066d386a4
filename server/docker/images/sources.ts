/** A file of /etc/apt: its path and text. */
export interface AptFile {
  path: string
  text: string
}

/**
 * The entries for Debian itself among a machine's apt sources, so that images come from where the machine's packages do.
 * Other vendors' repositories are left out. Pure.
 * @returns texts in both of apt's formats; empty where there is no entry
 */
export function debianSources(
  files: readonly AptFile[],
  suite: string,
): { deb822: string; list: string } {
  const wanted = new RegExp(`^${suite}(-updates|-security|-backports)?$`)
  const stanzas = files
    .filter((file) => file.path.endsWith('.sources'))
    .flatMap((file) => file.text.split(/\n\s*\n/))
    .filter((stanza) => {
      const suites = words(/^Suites:(.*)$/im.exec(stanza)?.[1])
      const components = words(/^Components:(.*)$/im.exec(stanza)?.[1])
      const off = /^Enabled:\s*no/im.test(stanza)
      return (
        !off &&
        suites.length > 0 &&
        suites.every((name) => wanted.test(name)) &&
        components.includes('main')
      )
    })
  const lines = files
    .filter((file) => file.path.endsWith('.list'))
    .flatMap((file) => file.text.split('\n'))
    .filter((line) => {
      const [, name = '', components = ''] =
        /^deb\s+(?:\[[^\]]*\]\s+)?\S+\s+(\S+)\s+(.*)$/.exec(line.trim()) ?? []
      return wanted.test(name) && words(components).includes('main')
    })
  return { deb822: stanzas.map((text) => text.trim()).join('\n\n'), list: lines.join('\n') }
}

/** The settings of apt that decide whether those sources can be reached, from `apt-config dump`. Pure. */
export function reachSettings(dump: string): string[] {
  const wanted = /^Acquire::(https?::Proxy|Check-Valid-Until|Check-Date|Retries)\b/i
  return dump.split('\n').filter((line) => wanted.test(line) && !line.includes(' ""'))
}

function words(text: string | undefined): string[] {
  return text?.trim().split(/\s+/).filter(Boolean) ?? []
}
