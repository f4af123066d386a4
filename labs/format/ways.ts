/** Ways through a step beside its solution: others that are right, typical wrong ones, and what proofs may let pass. */
import { z } from 'zod'
import type { Alternative, Mistake, Solution } from './compiled.ts'

/** Commands on the first host, or a list that says on which. */
export const commandsFields = z.union([
  z.string().min(1),
  z.array(
    z.strictObject({
      host: z.string().optional(),
      run: z.string().min(1),
      keep: z
        .string()
        .regex(/^[A-Za-z_]\w*$/, 'is not a name')
        .optional()
        .describe('Variable in which the commands after it find what this one printed'),
    }),
  ),
])
type Commands = z.output<typeof commandsFields>

export const alternativeFields = z.strictObject({
  title: z.string().min(1).describe('What is done otherwise'),
  run: commandsFields.describe('Commands in place of the solution; the step must pass after them'),
})

export const mistakeFields = z.strictObject({
  title: z.string().min(1).describe('What goes wrong'),
  run: commandsFields.describe('Commands after which the step must not be passed'),
  says: z.string().min(1).describe('Part of the sentence that the learner reads then'),
  undo: commandsFields
    .optional()
    .describe('Takes the mistake back; without it, what it made new is removed'),
})

export const acceptFields = z.strictObject({
  mutation: z.string().min(1).describe('As `slipway prove --mutate` names it'),
  because: z.string().min(1).describe('Why no check has to notice it'),
})

export function compileCommands(commands: Commands | undefined, first: string): Solution[] {
  const list = typeof commands === 'string' ? [{ run: commands, host: first }] : (commands ?? [])
  return list.map(({ host = first, run, ...more }) => ({
    host,
    run: run.trimEnd(),
    ...('keep' in more && more.keep !== undefined && { keep: more.keep }),
  }))
}

export function compileAlternative(
  { title, run }: z.output<typeof alternativeFields>,
  first: string,
): Alternative {
  return { title, run: compileCommands(run, first) }
}

export function compileMistake(
  { title, run, says, undo }: z.output<typeof mistakeFields>,
  first: string,
): Mistake {
  return {
    ...{ title, says, run: compileCommands(run, first) },
    ...(undo !== undefined && { undo: compileCommands(undo, first) }),
  }
}
