/** The table of a course's exercises and the labs that do them, as Markdown. */
import type { LabPath } from './path.ts'

/** What a lab asks of the kernel or engine beyond the ordinary, and what it does without. */
export interface LabNeed {
  need: string
  instead?: string | undefined
}

/** `needs`: by id of a lab. One row for each exercise, in the order of the path. */
export function exerciseTable(
  path: LabPath,
  needs: Readonly<Record<string, readonly LabNeed[]>>,
): string {
  const rows = path.chapters.flatMap(({ title, exercises }) =>
    exercises.map(({ does, labs, differs }, index) => [
      index === 0 ? title : '',
      does,
      labs.map((lab) => `\`${lab}\``).join(', '),
      [differs, ...labs.flatMap((lab) => (needs[lab] ?? []).map(needWords))]
        .filter((words) => words !== undefined)
        .join(' '),
    ]),
  )
  return table([
    ['Chapter', 'Exercise of the course', 'Lab', 'Where something is lacking'],
    ...rows,
  ])
}

function needWords({ need, instead }: LabNeed): string {
  const words = instead === undefined ? 'the lab is not offered.' : instead
  return `Without \`${need}\`: ${words}`
}

function table([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim()
}
