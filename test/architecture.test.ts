/** The rules that keep the rooms small and the doors few. A rule that hurts is discussed, not bent. */
import { basename } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { long } from './support/order.ts'
import { cycles, readSources, type Import, type Source } from './support/sources.ts'

const product = readSources('labs', 'server', 'web')
const tests = readSources('test')

/** From the ground up: a file imports only from its own layer and those above it in this list. */
const layers: [name: string, pattern: RegExp][] = [
  ['labs', /^labs\//],
  ['ground', /^server\/((errors|protocol|payloads|config|log)\.ts$|protocol\/|failures\/)/],
  ['provision', /^server\/provision\//],
  ['rooms', /^server\/(docker|runs|verify|records|people)\//],
  ['doors', /^server\/(http|socket)(\/|\.ts$)/],
  ['house', /^server\//],
]

/** The only place that may import a package. */
const worlds: [what: RegExp, where: RegExp][] = [
  [/^dockerode$/, /^server\/docker\//],
  [/^(kysely|libsql|pg)$/, /^server\/records\//],
  [/^(express|helmet)$/, /^server\/http(\/|\.ts$)/],
  [/^socket\.io$/, /^server\/socket(\/|\.ts$)/],
  [/^socket\.io-client$/, /^web\/connection\.ts$/],
  [/^cytoscape/, /^web\/canvas\//],
  [/^@xterm\//, /^web\/terminal\//],
  [/^monaco-editor/, /^web\/editor\//],
]

/** Packages that run in a browser and a server alike and reach for nothing outside. */
const purePackages = /^(zod|yaml|jmespath|@noble\/hashes)(\/|$)/

/** Files that may be longer than the limit, each with the reason. */
const longFiles: Record<string, string> = {}

const at = (source: Source, what: string) => `${source.file}: ${what}`

function broken(sources: Source[], wrong: (source: Source, used: Import) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((used) => wrong(source, used))
      .map((used) => at(source, `imports ${used.specifier}`)),
  )
}

const layerOf = (file: string) => layers.findIndex(([, pattern]) => pattern.test(file))

describe('imports', () => {
  it('go one way through the layers', () => {
    const below = product.filter((source) => layerOf(source.file) >= 0)
    expect(
      broken(below, (source, { file }) => {
        if (file === undefined) return false
        return layerOf(file) < 0 || layerOf(file) > layerOf(source.file)
      }),
    ).toEqual([])
  })

  it('leave labs pure: no Node, no Docker, no DOM', () => {
    const labs = product.filter((source) => source.file.startsWith('labs/'))
    const impure = ({ file, specifier }: Import) => !file && !purePackages.test(specifier)
    expect(broken(labs, (_, used) => impure(used))).toEqual([])
    const global = /\b(window|process|Buffer)\.|\bdocument\.(body|query|get|create)|\bfetch\(/
    expect(labs.filter(({ text }) => global.test(code(text))).map(({ file }) => file)).toEqual([])
  })

  it('let the browser know the server only through the types of its protocol', () => {
    const web = product.filter((source) => source.file.startsWith('web/'))
    expect(
      broken(web, (_, { file, specifier, typeOnly }) => {
        if (specifier.startsWith('node:')) return true
        if (file === undefined || /^(web|labs)\//.test(file)) return false
        return !(file === 'server/protocol.ts' && typeOnly)
      }),
    ).toEqual([])
  })

  it('reach each outside world from one place', () => {
    for (const [what, where] of worlds) {
      expect(
        broken(product, (s, used) => what.test(used.specifier) && !where.test(s.file)),
      ).toEqual([])
    }
  })

  it('never go in a circle', () => {
    expect(cycles(product)).toEqual([])
  })

  it('never lead from the product to its tests', () => {
    expect(broken(product, (_, { file }) => file?.startsWith('test/') ?? false)).toEqual([])
  })
})

describe('a list and its folder agree', () => {
  const agree = (folder: string, list: string, member: RegExp) => {
    const members = product.filter(({ file, text }) => {
      return file.startsWith(`${folder}/`) && file !== list && member.test(text)
    })
    const listed = product.find(({ file }) => file === list)?.imports.map(({ file }) => file)
    expect(members.map(({ file }) => file).filter((file) => !listed?.includes(file))).toEqual([])
  }
  it('check kinds', () => agree('labs/checks', 'labs/checks/index.ts', /\bdefineCheck[<(]/))
  it('network drivers', () => agree('labs/drivers', 'labs/drivers/index.ts', /\bdefineDriver\(/))
  it('commands', () => agree('server/commands', 'server/cli.ts', /export function \w+Command\(/))
})

it('the test files that begin first are there', () => {
  const names = tests.map(({ file }) => basename(file))
  expect(long.filter((name) => !names.includes(name))).toEqual([])
})

describe('rooms are small', () => {
  it('half of the files are under 90 lines', () => {
    const lengths = product.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(90)
  })

  it('no file is over 250 lines without a reason', () => {
    const large = [...product, ...tests].filter(({ lines }) => lines > 250)
    expect(
      large.filter(({ file }) => !longFiles[file]).map((s) => at(s, `${s.lines} lines`)),
    ).toEqual([])
  })

  it('no folder or file is a drawer for odds and ends', () => {
    const drawer = /(^|\/)(utils?|helpers|misc|common)(\/|\.)/
    expect(
      [...product, ...tests].map(({ file }) => file).filter((file) => drawer.test(file)),
    ).toEqual([])
  })
})

describe('never', () => {
  const all = [...product, ...tests]
  const holding = (pattern: RegExp) =>
    all.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

  it('any', () => {
    const uses = (node: ts.Node): boolean =>
      node.kind === ts.SyntaxKind.AnyKeyword ||
      (ts.forEachChild(node, (n) => uses(n) || undefined) ?? false)
    expect(all.filter(({ trees }) => trees.some(uses)).map(({ file }) => file)).toEqual([])
  })

  it('a silenced compiler', () => {
    expect(holding(new RegExp(`@ts-(${['ignore', 'nocheck'].join('|')})`))).toEqual([])
  })

  it('an exported variable that changes', () => {
    expect(product.filter(({ trees }) => trees.some(exportsLet)).map(({ file }) => file)).toEqual(
      [],
    )
  })

  it('a test left out, or the only one run', () => {
    expect(
      holding(new RegExp(`\\b(it|test|describe)\\.(${['skip', 'only', 'todo'].join('|')})\\b`)),
    ).toEqual([])
  })

  it('work promised in a comment', () => {
    expect(holding(new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`))).toEqual([])
  })
})

/** Without comments and text literals, whose words are nobody's code. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'|`[^`]*`/gm, '')
}

/** A Svelte component's `export let` is caught too: props are declared with runes. */
function exportsLet(tree: ts.SourceFile): boolean {
  return tree.statements.some(
    (node) =>
      ts.isVariableStatement(node) &&
      node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true &&
      !(node.declarationList.flags & ts.NodeFlags.Const),
  )
}

describe('the parser of these rules', () => {
  it('sees what a file imports', () => {
    const own = tests.find(({ file }) => file === `test/${basename(import.meta.filename)}`)
    expect(own?.imports.map(({ specifier }) => specifier)).toContain('./support/sources.ts')
    expect(product.length).toBeGreaterThan(50)
  })
})
