/** Changes of the text that come from outside the editor: the drawing, the forms, the history. */
import type { TextEdit } from '../../labs/edit/splice.ts'
import { differences } from './differences.ts'
import { rangeOf } from './language.ts'
import { rebase } from './rebase.ts'
import type { Reporter } from './reporter.ts'
import { editor } from './workbench.ts'

export interface Incoming {
  /** As edits of what differs, so that all between stays as it is. False where somebody is typing at that very place: `onChange` says what. */
  setText(text: string, label?: string): boolean
  /**
   * Edits of the text last reported or set; keeps cursor, folds and undo. Make the same change to your own text
   * first: where somebody has typed elsewhere meanwhile, `onChange` then brings both together, and where at that
   * very place, it brings what was typed, the answer is false, and the edits are to be made anew.
   */
  applyEdits(edits: readonly TextEdit[], label: string): boolean
}

export function createIncoming(
  view: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  reporter: Reporter,
): Incoming {
  const applyEdits = (edits: readonly TextEdit[], label: string): boolean => {
    const moved = rebase(edits, reporter.known(), model.getValue())
    if (moved === null) {
      reporter.flush()
      return false
    }
    reporter.quietly(() => write(view, model, moved, label))
    return true
  }
  return {
    applyEdits,
    setText(text, label = 'edit') {
      const edits = differences(reporter.known(), text)
      return edits.length === 0 || applyEdits(edits, label)
    },
  }
}

/** One step of Monaco's undo; cursors and folds move along with the text around them. */
function write(
  view: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  edits: readonly TextEdit[],
  label: string,
): void {
  const operations = edits.map(({ from, to, insert }) => ({
    range: rangeOf(model, from, to),
    text: insert,
  }))
  if (view.getOption(editor.EditorOption.readOnly)) {
    model.pushEditOperations(view.getSelections(), operations, () => null)
    return
  }
  view.pushUndoStop()
  view.executeEdits(label, operations)
  view.pushUndoStop()
}
