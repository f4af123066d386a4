import { quote } from '../exchange/shell.ts'
import { sameImage } from '../topology/names.ts'
import type { MutationKind } from './mutation.ts'

const kept = 'kept-by-a-proof:1'

/** Images that the learner made or pulled. Containers go on with the layers, which another tag holds. */
export const image: MutationKind = {
  kind: 'untag',
  summary: 'An image that the lab made has lost its name',
  of: ({ state, given, mentions, label }) =>
    state.images
      .filter((tag) => !given.some((own) => sameImage(own, tag)))
      .filter((tag) => tag.split(/[^\w.-]+/).some((word) => word !== 'latest' && mentions(word)))
      .map((tag) => ({
        name: `untag image ${label(tag)}`,
        break: `docker tag ${quote(tag)} ${kept} && docker rmi ${quote(tag)} >/dev/null`,
        mend: `docker tag ${kept} ${quote(tag)} && docker rmi ${kept} >/dev/null`,
      })),
}
