/** The parts of Monaco that are used, with its worker bundled by us. */
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/yaml/register'

export { editor, KeyCode, KeyMod, languages, MarkerSeverity, Range } from 'monaco-editor/editor'
export type { IDisposable, IMarkdownString, Position } from 'monaco-editor/editor'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

export const LANGUAGE = 'yaml'
