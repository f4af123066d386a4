/** Everything that can be done in the builder. */
import type { Desk } from '../desk.svelte.ts'
import type { Action } from './action.ts'
import { addActions } from './add.ts'
import { arrangeActions } from './arrange.ts'
export { arranging } from './arrange.ts'
import { changeActions } from './change.ts'
import { means, type Pressed } from '../../ui/keys.ts'
import { lookActions } from './look.ts'

export const actions: readonly Action[] = [
  ...addActions,
  ...changeActions,
  ...arrangeActions,
  ...lookActions,
]

export const action = (id: string): Action | undefined => actions.find((one) => one.id === id)

/** Does what a key asks for; false where it asks for nothing here. */
export function pressed(desk: Desk, event: Pressed): boolean {
  const found = actions.find(
    ({ keys, isNative }) => keys !== undefined && isNative !== true && means(keys, event),
  )
  if (found === undefined) return false
  if (found.can === undefined || found.can(desk)) found.run(desk)
  return true
}
