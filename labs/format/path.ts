/** A path: the exercises of a course in chapters, each with the labs that do it. Text → path, with diagnostics. */
import { z } from 'zod'
import { wrongValue, type Diagnostic, type Problem } from './diagnostics.ts'
import { read } from './read.ts'
import { shapeProblems } from './shape.ts'
import { advise } from './suggest.ts'

const exerciseFields = z.strictObject({
  does: z.string().min(1).describe('What the course has one do'),
  labs: z.array(z.string()).min(1).describe('Ids of the labs that do it'),
  differs: z.string().optional().describe('Where a lab has to do it in another way, and why'),
})

const chapterFields = z.strictObject({
  title: z.string().min(1),
  exercises: z.array(exerciseFields).min(1),
})

const pathFields = z.strictObject({
  slipway: z.literal(1).describe('Version of the lab language'),
  title: z.string().min(1),
  summary: z.string().min(1),
  chapters: z.array(chapterFields).min(1),
})

export type LabPath = z.output<typeof pathFields>
export type Chapter = LabPath['chapters'][number]

const schema = z.toJSONSchema(pathFields, { io: 'input', target: 'draft-7' })

export interface ParsedPath {
  /** Absent where there is an error. */
  path?: LabPath
  diagnostics: Diagnostic[]
}

/** `labs`: the ids that a path may name. */
export function parsePath(
  text: string,
  labs: readonly string[],
  options: { file?: string } = {},
): ParsedPath {
  const { source, data, diagnostics } = read(text, options.file)
  if (diagnostics.length > 0) return { diagnostics }
  const parsed = pathFields.safeParse(data)
  const problems = parsed.success
    ? unknownLabs(parsed.data, labs)
    : shapeProblems(parsed.error.issues, data, schema)
  const told = problems.map((problem) => source.diagnose(problem))
  return parsed.success && told.length === 0
    ? { path: parsed.data, diagnostics: [] }
    : { diagnostics: told }
}

/** Every lab of a chapter once, in the order of its exercises. */
export function labsOf(chapter: Chapter): string[] {
  return [...new Set(chapter.exercises.flatMap(({ labs }) => labs))]
}

function unknownLabs(path: LabPath, known: readonly string[]): Problem[] {
  return path.chapters.flatMap((chapter, c) =>
    chapter.exercises.flatMap((exercise, e) =>
      exercise.labs.flatMap((lab, l) =>
        known.includes(lab)
          ? []
          : [
              wrongValue(
                'unknown-lab',
                ['chapters', c, 'exercises', e, 'labs', l],
                `There is no lab \`${lab}\`.`,
                advise(lab, known, 'Labs'),
              ),
            ],
      ),
    ),
  )
}
