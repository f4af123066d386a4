/** A lab's text in Monaco. Import it only where it is shown: it is by far the largest part of the application. */
import type { Diagnostic } from '../../labs/format/index.ts'
import { appearance, type Appearance } from './appearance.ts'
import type { Knowledge } from './complete.ts'
import { createIncoming, type Incoming } from './incoming.ts'
import { provide, rangeOf } from './language.ts'
import { createMarks } from './marks.ts'
import type { Span } from './outline.ts'
import { createReporter, type Reporter } from './reporter.ts'
import { applyTheme, measureFace } from './theme.ts'
import { editor, KeyCode, KeyMod, LANGUAGE } from './workbench.ts'

export interface TextEditorOptions extends Knowledge, Appearance {
  text: string
  /** Typed, at most 120 ms ago. What comes in through `setText` and `applyEdits` is not reported. */
  onChange: (text: string) => void
  /** Where the cursor came to stand, in characters. */
  onCursor?: (offset: number) => void
  /** Given, the history of the lab answers Ctrl+Z and Ctrl+Y in place of Monaco's own. */
  onUndo?: () => void
  onRedo?: () => void
}

export interface TextEditor extends Incoming {
  setDiagnostics(diagnostics: readonly Diagnostic[]): void
  setReadOnly(readOnly: boolean): void
  /** Selects a range of characters and scrolls to it. */
  reveal(range: Span): void
  /** Reports now what has been typed, as before saving. */
  flush(): void
  focus(): void
  undo(): void
  redo(): void
  /** Reads the colours again. */
  setTheme(): void
  destroy(): void
}

export function createEditor(node: HTMLElement, options: TextEditorOptions): TextEditor {
  applyTheme()
  const model = createModel(options.text)
  const view = editor.create(node, { ...appearance(options), model })
  const marks = createMarks(model)
  const reporter = createReporter(options.text, () => model.getValue(), options.onChange)
  const parts = [
    provide(model, { knowledge: () => options, fixes: marks.fixes }),
    model.onDidChangeContent(reporter.changed),
    // Whoever goes elsewhere may save, try or undo there: what was typed is told before.
    view.onDidBlurEditorText(reporter.flush),
    view.onDidChangeCursorPosition(({ position }) =>
      options.onCursor?.(model.getOffsetAt(position)),
    ),
  ]
  bindHistory(view, options, reporter)
  measureFace()

  return {
    ...createIncoming(view, model, reporter),
    setDiagnostics: (diagnostics) => marks.set(diagnostics, reporter.known() === model.getValue()),
    setReadOnly: (readOnly) => view.updateOptions({ readOnly }),
    reveal({ from, to }) {
      const range = rangeOf(model, from, to)
      view.setSelection(range)
      view.revealRangeInCenterIfOutsideViewport(range)
    },
    flush: reporter.flush,
    focus: () => view.focus(),
    undo: () => view.trigger('lab', 'undo', null),
    redo: () => view.trigger('lab', 'redo', null),
    setTheme: applyTheme,
    destroy() {
      reporter.flush()
      for (const part of parts) part.dispose()
      view.dispose()
      model.dispose()
    },
  }
}

function createModel(text: string): editor.ITextModel {
  const model = editor.createModel(text, LANGUAGE)
  const plain = { enabled: false, independentColorPoolPerBracketType: false }
  model.updateOptions({ tabSize: 2, insertSpaces: true, bracketColorizationOptions: plain })
  return model
}

function bindHistory(
  view: editor.IStandaloneCodeEditor,
  { onUndo, onRedo }: TextEditorOptions,
  { flush }: Reporter,
): void {
  const { KeyZ, KeyY } = KeyCode
  const bind = (id: string, label: string, keybindings: number[], run: (() => void) | undefined) =>
    run &&
    view.addAction({
      ...{ id: `lab.${id}`, label, keybindings },
      run() {
        // The last letters are the first that are undone.
        flush()
        run()
      },
    })
  bind('undo', 'Undo', [KeyMod.CtrlCmd | KeyZ], onUndo)
  bind('redo', 'Redo', [KeyMod.CtrlCmd | KeyY, KeyMod.CtrlCmd | KeyMod.Shift | KeyZ], onRedo)
}
