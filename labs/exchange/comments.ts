/** Remarks on top of a text, where whoever opens it later still finds them. */

/** As comment lines, below the line that says what runs a script. */
export function remarked(text: string, remarks: readonly string[]): string {
  const lines = remarks.map((remark) => `# ${remark.replace(/\s+/g, ' ').trim()}\n`).join('')
  const first = /^#!.*\n/.exec(text)?.[0] ?? ''
  return `${first}${lines}${text.slice(first.length)}`
}

/** A lab made of something else, with what could not be carried; nothing where all of it could. */
export function withNotes(text: string, from: string, notes: readonly string[]): string {
  if (notes.length === 0) return text
  return remarked(text, [
    `Made of ${from}. Not everything could be carried:`,
    ...notes.map((one) => `- ${one}`),
  ])
}

/** What is drawn by lot is one learner's on paper and in files; empty where nothing is. */
export function exampleRemark(params: Readonly<Record<string, string>>): string[] {
  const values = [...new Set(Object.values(params))]
  if (values.length === 0) return []
  return [
    `Some names and values differ from one learner to the next; here are those of an example: ${values.join(', ')}.`,
  ]
}
