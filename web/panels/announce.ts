/** What is said to those who do not see a step turn green. Pure. */
import type { StepProgress } from '../state/progress.ts'

export function announcement(
  passed: StepProgress | undefined,
  current: StepProgress | undefined,
): string {
  if (passed) {
    const next = current
      ? `Next is step ${current.number}: ${current.view.title}.`
      : 'That was the last one.'
    return `Step ${passed.number} passed: ${passed.view.title}. ${next}`
  }
  if (!current) return 'All steps are passed.'
  const done = current.checks.filter((check) => check.status === 'pass').length
  const failing = current.checks.find((check) => check.status === 'fail')
  const why = failing?.outcome?.sentence ?? ''
  return `${done} of ${current.checks.length} checks passed. ${why.replaceAll('`', '')}`.trim()
}
