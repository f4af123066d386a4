/** Two versions of a text side by side, read-only. */
import { applyTheme, measureFace, readFace } from './theme.ts'
import { editor, LANGUAGE } from './workbench.ts'

export interface DiffView {
  setTexts(before: string, after: string): void
  /** Reads the colours again. */
  setTheme(): void
  destroy(): void
}

export interface DiffOptions {
  before: string
  after: string
  /** What the two are, such as `Version 3`, for assistive technology. */
  beforeLabel: string
  afterLabel: string
  /** The texts are not a lab's, so nothing in them is coloured. */
  plain?: boolean
}

export function createDiff(node: HTMLElement, options: DiffOptions): DiffView {
  applyTheme()
  const language = options.plain ? 'plaintext' : LANGUAGE
  const original = editor.createModel(options.before, language)
  const modified = editor.createModel(options.after, language)
  const view = editor.createDiffEditor(node, {
    ...readFace(),
    automaticLayout: true,
    fixedOverflowWidgets: true,
    hideUnchangedRegions: { enabled: true },
    // Indentation is meaning.
    ignoreTrimWhitespace: false,
    minimap: { enabled: false },
    originalEditable: false,
    readOnly: true,
    renderOverviewRuler: false,
    scrollBeyondLastLine: false,
    useInlineViewWhenSpaceIsLimited: true,
    wordWrap: 'on',
  })
  // The names that a comparison is made with are not taken over.
  view.getOriginalEditor().updateOptions({ ariaLabel: options.beforeLabel })
  const next = 'F7 goes to the next difference.'
  view.getModifiedEditor().updateOptions({ ariaLabel: `${options.afterLabel}. ${next}` })
  const compared = view.createViewModel({ original, modified })
  view.setModel(compared)
  measureFace()
  return {
    setTexts(before, after) {
      if (original.getValue() !== before) original.setValue(before)
      if (modified.getValue() !== after) modified.setValue(after)
    },
    setTheme: applyTheme,
    destroy() {
      view.dispose()
      // Ends a comparison that goes on, which fails where its texts are taken away.
      compared.dispose()
      original.dispose()
      modified.dispose()
    },
  }
}
