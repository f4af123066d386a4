/** Text → lab. Never throws: every mistake is a diagnostic with its place. */
import type { Diagnostic, Problem } from './diagnostics.ts'
import { catalogue, wrongKey, wrongValue } from './diagnostics.ts'
import { sampleParam, type ParamFields } from './params.ts'
import { read } from './read.ts'
import { labFields, paramsFields, type LabFields } from './schema.ts'
import { shapeProblems } from './shape.ts'
import type { Source } from './source.ts'
import { collisions, isRecord, substitute, substituteText, uses } from './substitute.ts'
import { advise } from './suggest.ts'
import { validate } from './validate.ts'

export interface Lab {
  /** Plain data as written, parameters not filled in. */
  written: Record<string, unknown>
  params: Record<string, ParamFields>
  /** The lab with the first example of every parameter filled in. */
  fields: LabFields
}

export interface Parsed {
  /** Absent where there is an error. */
  lab?: Lab
  /** The way from a path back to the text. */
  source: Source
  /** In the order of the text. */
  diagnostics: Diagnostic[]
}

const MOST_DIAGNOSTICS = 200
/** Choices of a parameter that are tried; what is legal for one may not be for another. */
const MOST_VARIANTS = 8

export interface ParseOptions {
  /** What the text is called in its diagnostics. */
  file?: string
  /** Paths inside the lab's folder `files/`, where they are known. */
  files?: readonly string[]
}

export function parse(text: string, options: ParseOptions = {}): Parsed {
  const { source, data, diagnostics } = read(text, options.file)
  if (diagnostics.length > 0) return { source, diagnostics: inOrder(diagnostics) }
  if (!isRecord(data)) {
    const problem = wrongValue(
      'not-a-lab',
      [],
      'This is not a lab.',
      'Begin with `slipway: 1`, `title:`, `hosts:` and `steps:`.',
    )
    return { source, diagnostics: [source.diagnose(problem)] }
  }
  return check(data, source, options.files)
}

function check(
  written: Record<string, unknown>,
  source: Source,
  files: ParseOptions['files'],
): Parsed {
  const drawn = paramsFields.safeParse(written['params'] ?? {})
  if (!drawn.success) {
    const issues = drawn.error.issues.map((issue) => ({
      ...issue,
      path: ['params', ...issue.path],
    }))
    return told(shapeProblems(issues, written), source)
  }
  const params = drawn.data
  const found = told(paramProblems(written, params), source)
  for (const sample of samples(params)) {
    const tried = attempt(written, sample, files)
    const spelled = source.spelled((key) => substituteText(key, sample))
    const here = told(tried.problems, spelled)
    const all = inOrder([...found.diagnostics, ...here.diagnostics])
    if (all.some(({ severity }) => severity === 'error')) return { source, diagnostics: all }
    found.lab ??= { written, params, fields: tried.fields as LabFields }
    found.tried ??= all
  }
  return { lab: found.lab as Lab, source, diagnostics: found.tried ?? [] }
}

interface Told extends Parsed {
  tried?: Diagnostic[]
}

function told(problems: Problem[], source: Source): Told {
  const few = problems.slice(0, MOST_DIAGNOSTICS)
  return { source, diagnostics: inOrder(few.map((problem) => source.diagnose(problem))) }
}

/** Looks at a lab as one learner would get it. */
function attempt(
  written: Record<string, unknown>,
  params: Record<string, string>,
  files: ParseOptions['files'],
) {
  const filled = fill(written, params)
  const parsed = labFields.safeParse(filled)
  const clash = collisions(written, params).map(({ path, name }) =>
    wrongKey(
      'duplicate-name',
      path,
      `Another key here is \`${name}\`, too.`,
      'Choose values that cannot be alike.',
    ),
  )
  if (!parsed.success)
    return { problems: [...clash, ...shapeProblems(parsed.error.issues, filled)] }
  return { fields: parsed.data, problems: [...clash, ...validate(parsed.data, files)] }
}

/** A lab with its parameters filled in everywhere but in their own definitions. */
export function fill(
  written: Record<string, unknown>,
  params: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const { params: definitions, ...rest } = written
  const filled = substitute(rest, params) as Record<string, unknown>
  return definitions === undefined ? filled : { ...filled, params: definitions }
}

function samples(params: Record<string, ParamFields>): Record<string, string>[] {
  const choices = Object.values(params).map((fields) => ('pick' in fields ? fields.pick.length : 1))
  const count = Math.min(MOST_VARIANTS, Math.max(1, ...choices))
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      Object.entries(params).map(([name, fields]) => [name, sampleParam(fields, index, name)]),
    ),
  )
}

function paramProblems(
  written: Record<string, unknown>,
  params: Record<string, ParamFields>,
): Problem[] {
  const { params: _, ...rest } = written
  const used = uses(rest)
  const legal = Object.keys(params)
  const unknown = used
    .filter(({ name }) => !Object.hasOwn(params, name))
    .map(({ name, written: part, path, at }): Problem => {
      const advice = `${advise(name, legal, 'Parameters')} A shell's own variable is written \`$${part}\`.`
      const message = `There is no parameter \`${name}\`.`
      return { code: 'unknown-param', path, at, part, message, advice }
    })
  const names = new Set(used.map(({ name }) => name))
  const unused = legal
    .filter((name) => !names.has(name))
    .map((name) =>
      wrongKey(
        'unused-param',
        ['params', name],
        `The parameter \`${name}\` is not used.`,
        `Write \`\${${name}}\` where it belongs, or remove it.`,
      ),
    )
  const badNames = legal
    .filter((name) => !/^[a-zA-Z_]\w*$/.test(name))
    .map((name) =>
      wrongKey(
        'bad-name',
        ['params', name],
        `\`${name}\` is not a name.`,
        'Use letters, digits and _.',
      ),
    )
  return [...unknown, ...unused, ...badNames]
}

function inOrder(diagnostics: Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics
    .filter(({ code, offset, message }) => {
      const key = `${code} ${offset} ${message}`
      const first = !seen.has(key)
      seen.add(key)
      return first
    })
    .sort((one, other) => one.offset - other.offset || rank(one) - rank(other))
    .slice(0, MOST_DIAGNOSTICS)
}

function rank({ code }: Diagnostic): number {
  return catalogue[code] === 'error' ? 0 : 1
}
