/** What a list to choose from holds, and what of it fits the words that were typed. Pure. */
export interface Choice {
  id: string
  label: string
  note?: string
  keys?: string
  act: () => void
}

/** Every word must occur; what begins with them comes first. The order stays otherwise. */
export function fitting(choices: readonly Choice[], typed: string): Choice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = choices.filter(({ label, note = '' }) => {
    const text = `${label} ${note}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const begins = ({ label }: Choice) => Number(label.toLowerCase().startsWith(words[0] ?? ''))
  return fits.toSorted((a, b) => begins(b) - begins(a))
}
