import { writtenKinds } from '../../checks/index.ts'
import { wrongKey, wrongValue, type Problem } from '../diagnostics.ts'
import { goalsOf } from '../goal.ts'
import type { StepFields } from '../schema.ts'
import { kindsIn } from '../written-checks.ts'
import type { Rule } from './rule.ts'

export const steps: Rule = (lab) =>
  lab.steps.flatMap((step, index) => {
    const asks = (step.checks?.length ?? 0) > 0 || goalsOf(lab, step, index).length > 0
    const path = ['steps', index]
    return [
      ...(asks
        ? []
        : [
            wrongKey(
              'nothing-to-check',
              [...path, 'id'],
              `The step \`${step.id}\` asks for nothing, so it could never be passed.`,
              'Add a `goal`, or `checks` with a question on what was read.',
            ),
          ]),
      ...(step.solution === undefined
        ? [
            wrongKey(
              'no-solution',
              [...path, 'id'],
              `The step \`${step.id}\` has no solution, so the lab cannot be proved.`,
              'Add `solution:` with the commands that a learner should find.',
            ),
          ]
        : []),
      ...oneKind(step, index),
    ]
  })

function oneKind(step: StepFields, index: number): Problem[] {
  const legal = writtenKinds.map(({ kind }) => kind).join(', ')
  return (step.checks ?? []).flatMap((check, at) => {
    const kinds = kindsIn(check)
    if (kinds.length === 1) return []
    const message =
      kinds.length === 0
        ? 'This check does not say what it asks.'
        : `This is ${kinds.length} checks in one: ${kinds.join(', ')}.`
    const advice = kinds.length === 0 ? `Kinds: ${legal}.` : 'Begin each with a `-` of its own.'
    return [wrongValue('one-kind', ['steps', index, 'checks', at], message, advice)]
  })
}

export const stepIds: Rule = (lab) => {
  const seen = new Set<string>()
  return lab.steps.flatMap(({ id }, index) => {
    const twice = seen.has(id)
    seen.add(id)
    const message = `Two steps are called \`${id}\`.`
    return twice
      ? [
          wrongValue(
            'duplicate-step',
            ['steps', index, 'id'],
            message,
            'Give each an id of its own.',
          ),
        ]
      : []
  })
}
