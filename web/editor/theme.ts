/** Monaco's colours out of the tokens of the application. */
import { editor, LANGUAGE } from './workbench.ts'

const NAME = 'slipway'

const colours: Record<string, string> = {
  'editor.background': '--surface',
  'editor.foreground': '--text',
  'editorCursor.foreground': '--accent',
  'editor.selectionBackground': '--term-selection',
  'editor.findMatchBackground': '--accent-soft',
  'editor.findMatchBorder': '--accent',
  'editor.findMatchHighlightBackground': '--unknown-soft',
  'editor.selectionHighlightBackground': '--hover',
  'editor.selectionHighlightBorder': '--border-strong',
  'editorBracketMatch.background': '--accent-soft',
  'editorBracketMatch.border': '--border-strong',
  'editor.lineHighlightBackground': '--hover',
  'editor.lineHighlightBorder': '--hover',
  'editorLineNumber.foreground': '--text-muted',
  'editorLineNumber.activeForeground': '--text',
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((depth) => [
      `editorBracketHighlight.foreground${depth}`,
      '--text-muted',
    ]),
  ),
  'editorBracketHighlight.unexpectedBracket.foreground': '--fail',
  'editorIndentGuide.background1': '--border',
  'editorIndentGuide.activeBackground1': '--border-strong',
  'editorWhitespace.foreground': '--border-strong',
  'editorError.foreground': '--fail',
  'editorWarning.foreground': '--unknown',
  'editorLightBulb.foreground': '--unknown',
  'editorLightBulbAutoFix.foreground': '--accent',
  'editorMarkerNavigationError.background': '--fail',
  'editorMarkerNavigationWarning.background': '--unknown',
  'editorMarkerNavigation.background': '--surface',
  'editorOverviewRuler.errorForeground': '--fail',
  'editorOverviewRuler.warningForeground': '--unknown',
  'editorOverviewRuler.border': '--border',
  'editorGutter.foldingControlForeground': '--text-muted',
  'editorStickyScroll.background': '--surface',
  'editorStickyScroll.border': '--border',
  'editorStickyScrollHover.background': '--hover',
  'editorWidget.background': '--surface',
  'editorWidget.foreground': '--text',
  'editorWidget.border': '--border',
  'editorHoverWidget.background': '--surface',
  'editorHoverWidget.foreground': '--text',
  'editorHoverWidget.border': '--border',
  'editorHoverWidget.statusBarBackground': '--sunken',
  'editorSuggestWidget.background': '--surface',
  'editorSuggestWidget.foreground': '--text',
  'editorSuggestWidget.border': '--border',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorSuggestWidget.selectedBackground': '--accent-soft',
  'editorSuggestWidget.selectedForeground': '--text',
  'editorSuggestWidget.selectedIconForeground': '--text',
  'list.hoverBackground': '--hover',
  'list.focusBackground': '--accent-soft',
  'list.focusForeground': '--text',
  'list.highlightForeground': '--accent',
  'quickInput.background': '--surface',
  'quickInput.foreground': '--text',
  'quickInputList.focusBackground': '--accent-soft',
  'quickInputList.focusForeground': '--text',
  'menu.background': '--surface',
  'menu.foreground': '--text',
  'menu.selectionBackground': '--accent-soft',
  'menu.selectionForeground': '--text',
  'menu.separatorBackground': '--border',
  'input.background': '--surface',
  'input.foreground': '--text',
  'input.border': '--border-strong',
  'inputOption.activeBorder': '--accent',
  'textLink.foreground': '--link',
  'textLink.activeForeground': '--link',
  focusBorder: '--focus',
  'diffEditor.insertedTextBackground': '--pass-soft',
  'diffEditor.insertedLineBackground': '--sunken',
  'diffEditor.removedTextBackground': '--fail-soft',
  'diffEditor.removedLineBackground': '--sunken',
  'diffEditor.unchangedRegionBackground': '--sunken',
  'diffEditor.unchangedRegionForeground': '--text-muted',
}

const inks: Record<string, string> = {
  type: '--term-blue',
  string: '--text',
  number: '--term-magenta',
  keyword: '--term-magenta',
  comment: '--text-muted',
  operators: '--text-muted',
  'delimiter.bracket': '--text-muted',
  'delimiter.square': '--text-muted',
  'delimiter.comma': '--text-muted',
  tag: '--term-cyan',
  namespace: '--term-cyan',
}

/** Reads the tokens as they are now and shows every editor in them. */
export function applyTheme(): void {
  const style = getComputedStyle(document.documentElement)
  const read = (token: string) => inFull(style.getPropertyValue(token).trim())
  editor.defineTheme(NAME, {
    base: style.colorScheme.includes('dark') ? 'vs-dark' : 'vs',
    inherit: true,
    colors: Object.fromEntries(Object.entries(colours).map(([part, token]) => [part, read(token)])),
    // With the language's ending they outweigh what the base theme says about YAML alone.
    rules: Object.entries(inks).map(([token, ink]) => ({
      token: `${token}.${LANGUAGE}`,
      foreground: read(ink).replace('#', ''),
      ...(token === 'comment' ? { fontStyle: 'italic' } : {}),
    })),
  })
  editor.setTheme(NAME)
}

/** `#abc` as `#aabbcc`: a build shortens colours, and Monaco wants them whole. */
function inFull(colour: string): string {
  return /^#[0-9a-f]{3,4}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour
}

export interface Face {
  fontFamily: string
  fontSize: number
  lineHeight: number
}

/** The face of code, in pixels as Monaco wants them. */
export function readFace(): Face {
  const style = getComputedStyle(document.documentElement)
  const size = Number.parseFloat(style.getPropertyValue('--size-2'))
  const fontSize = Math.round(size * Number.parseFloat(style.fontSize)) || 13
  const fontFamily = style.getPropertyValue('--mono').trim()
  return { fontFamily, fontSize, lineHeight: Math.round(fontSize * 1.55) }
}

/** Fetches the face of code and measures it anew: widths taken before it came are wrong. */
export function measureFace(): void {
  const { fontFamily, fontSize } = readFace()
  document.fonts.load(`${fontSize}px ${fontFamily}`).then(
    () => editor.remeasureFonts(),
    (error: unknown) => console.warn('The face of code could not be fetched.', error),
  )
}
