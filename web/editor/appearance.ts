/** How the editor of a lab's text is set up. */
import { readFace } from './theme.ts'
import type { editor } from './workbench.ts'

export interface Appearance {
  /** What the text is, for assistive technology. */
  label?: string
  readOnly?: boolean
}

export function appearance({
  label = 'Text of the lab',
  readOnly = false,
}: Appearance): editor.IStandaloneEditorConstructionOptions {
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
