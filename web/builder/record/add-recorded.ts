/** A recorded step comes behind the others, as one step of the history. */
import type { Fields, Refused } from '../../../labs/edit/index.ts'
import type { LabDocument } from '../document.svelte.ts'
import { writtenLab } from '../steps/written.ts'

/** Steps that a lab has in the beginning so that it is one; whoever records steps wants none of them. */
const examples: Readonly<Record<string, string>> = {
  first: 'Create a network',
  'replace-me': 'Replace this step',
}

/** Answers how many steps there are then. The example of a new lab gives way to the first one. */
export function addRecorded(
  doc: Pick<LabDocument, 'text' | 'run'>,
  step: Fields,
): { steps: number } | Refused {
  const lab = writtenLab(doc.text)
  if ('refused' in lab) return lab
  const [label, gesture] = ['Record a step', `record ${Date.now()}`]
  const added = doc.run({ do: 'addStep', step }, label, gesture)
  if ('refused' in added) return added
  const [first, more] = lab.steps
  const isExample = more === undefined && first !== undefined && examples[first.id] === first.title
  if (!isExample) return { steps: lab.steps.length + 1 }
  const gone = doc.run({ do: 'removeStep', id: first.id }, label, gesture)
  return { steps: 'refused' in gone ? 2 : 1 }
}
