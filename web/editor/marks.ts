/** The author's mistakes as marks in the text, with what mends them. */
import type { Diagnostic } from '../../labs/format/index.ts'
import { fixesOf, type Fix } from './fixes.ts'
import { editor, MarkerSeverity } from './workbench.ts'

const OWNER = 'lab'

export interface Marks {
  /** `current`: whether they are about the text as the editor holds it now. */
  set(diagnostics: readonly Diagnostic[], current: boolean): void
  /** Fixes of what touches a range of characters; none while the marks are about an older text. */
  fixes(from: number, to: number): { marker: editor.IMarkerData; fix: Fix }[]
}

export function createMarks(model: editor.ITextModel): Marks {
  let shown: readonly Diagnostic[] = []
  let version = -1
  return {
    set(diagnostics, current) {
      shown = diagnostics
      version = current ? model.getAlternativeVersionId() : -1
      editor.setModelMarkers(model, OWNER, shown.map(markerOf))
    },
    fixes(from, to) {
      if (version !== model.getAlternativeVersionId()) return []
      const text = model.getValue()
      return shown
        .filter((one) => one.offset <= to && from <= one.endOffset)
        .flatMap((one) => fixesOf(one, text).map((fix) => ({ marker: markerOf(one), fix })))
    },
  }
}

function markerOf(diagnostic: Diagnostic): editor.IMarkerData {
  const { severity, message, advice, code, line, column, endLine, endColumn } = diagnostic
  return {
    severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
    message: advice === '' ? message : `${message}\n${advice}`,
    code,
    startLineNumber: line,
    startColumn: column,
    endLineNumber: endLine,
    endColumn,
  }
}
