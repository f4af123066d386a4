/** What every check may say beside what it asks: how patiently, how surely, how it counts, in whose words. Pure. */
import type { Fields } from '../../../labs/edit/index.ts'
import { checkFields } from '../../../labs/format/schema.ts'
import type { FormField } from './form.ts'

export const extraFields: FormField[] = [
  {
    key: 'within',
    label: 'Go on asking for',
    help: 'Such as 10s, where a thing needs time to become true.',
    required: false,
    input: { is: 'text', names: [] },
  },
  {
    key: 'stable',
    label: 'Passes in a row',
    help: 'Such as 3, where a thing may be true for a moment only.',
    required: false,
    input: { is: 'number' },
  },
  {
    key: 'weight',
    label: 'Weight',
    help: 'What it counts among the checks of the step; 1 where nothing is said.',
    required: false,
    input: { is: 'number' },
  },
  {
    key: 'title',
    label: 'What learners read',
    help: 'In place of the sentence that Slipway makes.',
    required: false,
    input: { is: 'text', names: [] },
  },
]

export const extraKeys = extraFields.map(({ key }) => key)

/** Of a check as written, what is said beside its kind. */
export function extrasOf(check: Fields): Fields {
  return Object.fromEntries(Object.entries(check).filter(([key]) => extraKeys.includes(key)))
}

/** What is wrong, by key; a parameter may stand anywhere. */
export function extraProblems(extras: Fields): Record<string, string> {
  const literal = Object.entries(extras).filter(([, value]) => !String(value).includes('${'))
  const { error } = checkFields.safeParse(Object.fromEntries(literal))
  return Object.fromEntries(
    (error?.issues ?? []).map(({ path }) => [String(path[0]), words[String(path[0])] ?? '']),
  )
}

const words: Record<string, string> = {
  within: 'Write a time such as 500ms, 10s or 2m.',
  stable: 'Write a whole number from 1 to 100.',
  weight: 'Write a number, 0 or more.',
  title: 'Write some words, or leave it empty.',
}
