import { createHash } from 'node:crypto'
import type { DesiredHost } from './state.ts'
import { step, type Step } from './steps.ts'

/** A host's start commands that did not run yet, one after the other. @param ran marks of those that did */
export function startSteps(host: string, { wanted }: DesiredHost, ran: readonly string[]): Step[] {
  const marks = wanted.start.map(startMark)
  return wanted.start.flatMap((command, index) => {
    const mark = marks[index] ?? ''
    if (ran.includes(mark)) return []
    const reason = `the start command ${index + 1} of ${host} has not run`
    const before = index === 0 ? [] : [startKey(host, marks[index - 1] ?? '')]
    return [step('host.run', { host, command, mark }, startKey(host, mark), reason, before)]
  })
}

/** What a start command leaves in its host, so that it runs once: another text is another command. */
export function startMark(command: string, index: number): string {
  return `${index + 1}-${createHash('sha256').update(command).digest('hex').slice(0, 12)}`
}

function startKey(host: string, mark: string): string {
  return `${host}/run/${mark}`
}
