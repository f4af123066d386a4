/** Our own completion, hover and quick fixes in Monaco's terms, for one model each. */
import { complete, type Knowledge, type Suggestion } from './complete.ts'
import type { Fix } from './fixes.ts'
import { hover } from './hover.ts'
import { LANGUAGE, languages, Range } from './workbench.ts'
import type { editor, IDisposable } from './workbench.ts'

type Model = editor.ITextModel

export interface LanguageOptions {
  knowledge: () => Knowledge
  /** Fixes of what is marked in a range of characters. */
  fixes: (from: number, to: number) => { marker: editor.IMarkerData; fix: Fix }[]
}

export function rangeOf(model: Model, from: number, to: number): Range {
  return Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to))
}

/** Monaco asks every provider of a language about every model; each answers for its own only. */
export function provide(model: Model, options: LanguageOptions): IDisposable {
  const parts = [completion(model, options), hovering(model, options), fixing(model, options)]
  return { dispose: () => parts.forEach((part) => part.dispose()) }
}

function completion(model: Model, { knowledge }: LanguageOptions): IDisposable {
  return languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: [' ', '-', '{', '[', ',', '`', '$', '/', ':'],
    provideCompletionItems: (asked, position) => {
      if (asked !== model) return { suggestions: [] }
      const found = complete(model.getValue(), model.getOffsetAt(position), knowledge())
      return { suggestions: found.map((one, index) => itemOf(model, one, index)) }
    },
  })
}

function itemOf(model: Model, one: Suggestion, index: number): languages.CompletionItem {
  const { Property, Value, Reference } = languages.CompletionItemKind
  const again = { id: 'editor.action.triggerSuggest', title: 'Suggest' }
  return {
    label: {
      label: one.label,
      description: one.required ? `required · ${one.detail}` : one.detail,
    },
    kind: { key: Property, value: Value, name: Reference }[one.kind],
    insertText: one.insert,
    insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
    range: rangeOf(model, one.from, one.to),
    sortText: String(index).padStart(4, '0'),
    ...(one.again ? { command: again } : {}),
  }
}

function hovering(model: Model, { knowledge }: LanguageOptions): IDisposable {
  return languages.registerHoverProvider(LANGUAGE, {
    provideHover: (asked, position) => {
      if (asked !== model) return null
      const found = hover(model.getValue(), model.getOffsetAt(position), knowledge())
      if (found === null) return null
      return {
        contents: found.lines.map((value) => ({ value })),
        range: rangeOf(model, found.from, found.to),
      }
    },
  })
}

function fixing(model: Model, { fixes }: LanguageOptions): IDisposable {
  return languages.registerCodeActionProvider(LANGUAGE, {
    provideCodeActions: (asked, range) => {
      if (asked !== model) return { actions: [], dispose: () => undefined }
      const [from, to] = [range.getStartPosition(), range.getEndPosition()]
      const found = fixes(model.getOffsetAt(from), model.getOffsetAt(to))
      return {
        actions: found.map(({ marker, fix }) => actionOf(model, marker, fix)),
        dispose: () => undefined,
      }
    },
  })
}

function actionOf(model: Model, marker: editor.IMarkerData, fix: Fix): languages.CodeAction {
  const versionId = model.getVersionId()
  const edits = fix.edits.map(({ from, to, insert }) => ({
    resource: model.uri,
    versionId,
    textEdit: { range: rangeOf(model, from, to), text: insert },
  }))
  return {
    title: fix.title,
    kind: 'quickfix',
    diagnostics: [marker],
    isPreferred: fix.preferred,
    edit: { edits },
  }
}
