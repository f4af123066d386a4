/** News of the drawing in one sentence, for those who do not see it. */
import type { Marks } from './marks.ts'
import { findThing, type Scene } from './scene.ts'

const MOST = 3

/** Empty where nothing worth saying happened; ties are told by what they join. */
export function newsOf(before: Scene | null, now: Scene, marks: Marks): string {
  const names = (scene: Scene | null, ids: Set<string>) =>
    scene === null
      ? []
      : [...ids].flatMap((id) => {
          const thing = findThing(scene, id)
          return thing ? [`${thing.kind} ${thing.name.slice(0, 24)}`] : []
        })
  return [
    sentence(names(now, marks.appeared), 'appeared'),
    sentence(names(now, marks.changed), 'changed'),
    sentence(names(before, marks.removed), 'is gone', 'are gone'),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function sentence(names: string[], one: string, many = one): string {
  if (names.length === 0) return ''
  const said = names.slice(0, MOST).join(', ')
  const rest = names.length > MOST ? ` and ${String(names.length - MOST)} more` : ''
  return `${said}${rest} ${names.length === 1 ? one : many}.`
}
