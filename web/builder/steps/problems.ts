/** Which diagnostics belong to which part of a text. */
import type { Diagnostic } from '../../../labs/format/index.ts'
import type { Range } from './written.ts'

const inside = ({ offset }: Diagnostic, { start, end }: Range): boolean =>
  offset >= start && offset < end

/** Those in a range, but for those in the parts that say their own. */
export function problemsIn(
  diagnostics: readonly Diagnostic[],
  range: Range,
  except: readonly Range[] = [],
): Diagnostic[] {
  return diagnostics.filter(
    (one) => inside(one, range) && !except.some((part) => inside(one, part)),
  )
}
