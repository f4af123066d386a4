/** How a verdict is marked: the four meanings of the application, and its word. */
import type { Verdict } from '../../labs/define.ts'
import type { Status } from '../ui/status.ts'

const MARKS: Record<Verdict, { status: Status; word: string }> = {
  pass: { status: 'pass', word: 'Passed' },
  fail: { status: 'fail', word: 'Failed' },
  inconclusive: { status: 'inconclusive', word: 'Could not be asked' },
  skipped: { status: 'waiting', word: 'Skipped' },
}

export function markOf(verdict: Verdict): { status: Status; word: string } {
  return MARKS[verdict]
}
