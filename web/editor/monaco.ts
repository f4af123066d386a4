/** A lab's text in Monaco. Import it only where it is shown: it is by far the largest part of the application. */
import { tighten, type TextEdit } from '../../labs/edit/splice.ts'
import type { Diagnostic } from '../../labs/format/index.ts'
import type { Knowledge } from './complete.ts'
import { provide, rangeOf } from './language.ts'
import { createMarks } from './marks.ts'
import type { Span } from './outline.ts'
import { createReporter } from './reporter.ts'
import { difference, rebase } from './rebase.ts'
import { applyTheme, measureFace, readFace } from './theme.ts'
import { editor, KeyCode, KeyMod, LANGUAGE } from './workbench.ts'

export interface TextEditorOptions extends Knowledge {
  text: string
  /** What the text is, for assistive technology. */
  label?: string
  readOnly?: boolean
  /** Typed, at most 120 ms ago. What comes in through `setText` and `applyEdits` is not reported. */
  onChange: (text: string) => void
  /** Where the cursor came to stand, in characters. */
  onCursor?: (offset: number) => void
  /** Given, the history of the lab answers Ctrl+Z and Ctrl+Y in place of Monaco's own. */
  onUndo?: () => void
  onRedo?: () => void
}

export interface TextEditor {
  /** Replaces what differs. False where somebody is typing at that very place: `onChange` says what. */
  setText(text: string, label?: string): boolean
  /**
   * Edits of the text last reported or set; keeps cursor, folds and undo. Make the same change to your own text
   * first: where somebody has typed elsewhere meanwhile, `onChange` then brings both together, and where at that
   * very place, it brings what was typed, the answer is false, and the edits are to be made anew.
   */
  applyEdits(edits: readonly TextEdit[], label: string): boolean
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
  const model = editor.createModel(options.text, LANGUAGE)
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  })
  const view = editor.create(node, { ...appearance(options), model })
  const marks = createMarks(model)
  const reporter = createReporter(options.text, () => model.getValue(), options.onChange)
  const parts = [
    provide(model, { knowledge: () => options, fixes: marks.fixes }),
    model.onDidChangeContent(reporter.changed),
    view.onDidChangeCursorPosition(({ position }) =>
      options.onCursor?.(model.getOffsetAt(position)),
    ),
  ]
  bindHistory(view, options)
  measureFace()

  const apply = (edits: readonly TextEdit[], label: string): boolean => {
    const moved = rebase(edits, reporter.known(), model.getValue())
    if (moved === null) {
      reporter.flush()
      return false
    }
    reporter.quietly(() => write(view, model, moved, label))
    return true
  }
  return {
    setText: (text, label = 'edit') => {
      const known = reporter.known()
      const edits = tighten(known, [difference(known, text)])
      return edits.length === 0 || apply(edits, label)
    },
    applyEdits: apply,
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

function bindHistory(
  view: editor.IStandaloneCodeEditor,
  { onUndo, onRedo }: TextEditorOptions,
): void {
  const { KeyZ, KeyY } = KeyCode
  const bind = (id: string, label: string, keybindings: number[], run: (() => void) | undefined) =>
    run && view.addAction({ id: `lab.${id}`, label, keybindings, run })
  bind('undo', 'Undo', [KeyMod.CtrlCmd | KeyZ], onUndo)
  bind('redo', 'Redo', [KeyMod.CtrlCmd | KeyY, KeyMod.CtrlCmd | KeyMod.Shift | KeyZ], onRedo)
}

function appearance({
  label = 'Text of the lab',
  readOnly = false,
}: TextEditorOptions): editor.IStandaloneEditorConstructionOptions {
  return {
    ...readFace(),
    ariaLabel: `${label}. Ctrl+M lets Tab move the focus; Alt+F1 tells more.`,
    automaticLayout: true,
    bracketPairColorization: { enabled: false },
    fixedOverflowWidgets: true,
    fontLigatures: false,
    minimap: { enabled: false },
    occurrencesHighlight: 'off',
    overviewRulerBorder: false,
    padding: { top: 8, bottom: 8 },
    quickSuggestions: { other: true, comments: false, strings: true },
    readOnly,
    renderLineHighlight: 'line',
    rulers: [],
    scrollBeyondLastLine: false,
    smoothScrolling: false,
    suggest: { showStatusBar: false, preview: false },
    tabSize: 2,
    unicodeHighlight: { ambiguousCharacters: false },
    wordBasedSuggestions: 'off',
    wordWrap: 'on',
    wrappingIndent: 'indent',
  }
}
