/** The project's own sources as the architecture rules see them: files, and what each imports. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix, relative, resolve } from 'node:path'
import ts from 'typescript'

export interface Import {
  /** As written, such as `../errors.ts` or `zod`. */
  specifier: string
  /** Path from the root for a file of ours; undefined for a package. */
  file?: string
  /** Nothing is left of it at run time. */
  typeOnly: boolean
}

export interface Source {
  /** Path from the root, with forward slashes. */
  file: string
  lines: number
  text: string
  imports: Import[]
  /** Script blocks of a .svelte file, the file itself otherwise. */
  trees: ts.SourceFile[]
}

export const root = resolve(import.meta.dirname, '../..')

/** All .ts and .svelte files below the folders, in order of path. */
export function readSources(...folders: string[]): Source[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map(readSource)
}

function readSource(file: string): Source {
  const text = readFileSync(join(root, file), 'utf8')
  const trees = scripts(file, text).map((script) =>
    ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS),
  )
  const lines = text.trimEnd().split('\n').length
  return { file, text, lines, trees, imports: trees.flatMap((tree) => importsOf(file, tree)) }
}

function scripts(file: string, text: string): string[] {
  if (!file.endsWith('.svelte')) return [text]
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '')
}

function importsOf(file: string, tree: ts.SourceFile): Import[] {
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push({ specifier: specifier.text, typeOnly, ...target(file, specifier.text) })
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, typeOnlyImport(node))
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true)
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function typeOnlyImport(node: ts.ImportDeclaration): boolean {
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
}

function target(file: string, specifier: string): { file?: string } {
  if (!specifier.startsWith('.')) return {}
  return { file: posix.normalize(posix.join(dirname(file), specifier.replace(/\?.*$/, ''))) }
}

/** Circles of imports, each as the path that closes on itself. `lazy` edges count as well. */
export function cycles(sources: Source[]): string[][] {
  const edges = new Map(sources.map((source) => [source.file, source.imports]))
  const done = new Set<string>()
  const found: string[][] = []
  const walk = (file: string, path: string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file])
    if (at >= 0 || done.has(file)) return
    // A component that nests itself imports itself: that is no circle of rooms.
    const others = (edges.get(file) ?? [])
      .flatMap((next) => next.file ?? [])
      .filter((next) => next !== file)
    for (const next of others) walk(next, [...path, file])
    done.add(file)
  }
  for (const source of sources) walk(source.file, [])
  return found
}
