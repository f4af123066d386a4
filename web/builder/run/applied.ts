/** What came of applying a draft to the running lab, in words. Pure. */
import type { PlanStep } from '../../../server/protocol.ts'

const wordOf = ({ host, action, target }: PlanStep) => `${host}: ${action} ${target}`

/** @param planned what was shown before; the hosts are looked at again when it is done */
export function appliedWords(done: readonly PlanStep[], planned: readonly PlanStep[]): string {
  const changes =
    done.length === 0
      ? 'Applied. Nothing in the hosts had to change.'
      : `Applied: ${done.length} ${done.length === 1 ? 'change' : 'changes'}.`
  const did = done.map(wordOf)
  const said = planned.map(wordOf)
  const more = did.filter((word) => !said.includes(word))
  const less = said.filter((word) => !did.includes(word))
  if (more.length === 0 && less.length === 0) return changes
  const also = more.length > 0 ? ` Also done: ${more.join(', ')}.` : ''
  const needless = less.length > 0 ? ` No longer needed: ${less.join(', ')}.` : ''
  return `${changes} Something had changed since the plan.${also}${needless}`
}
