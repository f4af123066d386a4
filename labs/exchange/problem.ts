/** What a schema objects to, in its most telling words. */
import type { core } from 'zod'

export function objection(issues: readonly core.$ZodIssue[]): string {
  const all = issues.flatMap(leaves)
  const own = all.find(({ code }) => code === 'custom') ?? all[0]
  return (own?.message ?? 'it is not legal').replace(/\.$/, '')
}

/** Of a choice between forms, what each of them objects to. */
function leaves(issue: core.$ZodIssue): core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  return issue.errors.flat().flatMap(leaves)
}
