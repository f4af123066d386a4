import type { Problem } from '../diagnostics.ts'
import type { LabFields } from '../schema.ts'

/** One thing that a schema cannot say: a pure function of the whole lab. */
export type Rule = (lab: LabFields) => Problem[]
