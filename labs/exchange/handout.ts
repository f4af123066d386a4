/** A lab on paper: what a learner reads and is asked, without hints, solutions and answers. */
import { exampleRemark } from './comments.ts'
import type { CompiledCheck, CompiledLab, CompiledStep } from '../format/compiled.ts'

export function handout(lab: CompiledLab): string {
  const hosts = Object.keys(lab.wanted.hosts).length
  const facts = [lab.level, lab.minutes > 0 ? `${lab.minutes} minutes` : '', lab.tags.join(', ')]
  const parts = [
    `# ${lab.title.replace(/\s+/g, ' ')}`,
    lab.summary,
    facts.filter((fact) => fact !== '').join(' · '),
    example(lab),
    list('After this lab you can:', lab.learn),
    list('Do these labs first:', lab.requires),
    ...lab.steps.map((one, index) => step(one, index, hosts)),
  ]
  return `${parts.filter((part) => part.trim() !== '').join('\n\n')}\n`
}

/** Learners read their own names on their screen. */
function example({ params }: CompiledLab): string {
  return exampleRemark(params)
    .map((remark) => `*${remark} Where your lab says something else, that is meant.*`)
    .join('')
}

function list(title: string, items: string[]): string {
  return items.length === 0 ? '' : [title, '', ...items.map((item) => `- ${item}`)].join('\n')
}

function step({ title, text, checks }: CompiledStep, index: number, hosts: number): string {
  const questions = checks.filter(({ ask }) => ask !== undefined)
  const goals = checks.filter(({ ask }) => ask === undefined)
  return [
    `## ${index + 1}. ${title}`,
    printed(text, hosts > 1).trimEnd(),
    list('When you are done:', goals.map(box)),
    questions.map(question).join('\n\n'),
  ]
    .filter((part) => part.trim() !== '')
    .join('\n\n')
}

const box = ({ describe }: CompiledCheck) => `[ ] ${describe}`
const question = ({ ask }: CompiledCheck) =>
  `**${ask ?? ''}**\n\nAnswer: ______________________________`

/** A command to click becomes a command to type; where there are several hosts it says on which. */
function printed(markdown: string, several: boolean): string {
  return markdown.replace(
    /^( *)(```+|~~~+)run[ \t]*(\S*)[ \t]*$/gm,
    (_, pad: string, fence: string, host: string) =>
      !several || host === '' ? `${pad}${fence}sh` : `\n${pad}On ${host}:\n\n${pad}${fence}sh`,
  )
}
