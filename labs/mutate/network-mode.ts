import { madeAnew } from './anew.ts'
import { containersOf } from './containers.ts'
import type { MutationKind } from './mutation.ts'

export const networkMode: MutationKind = {
  kind: 'isolate',
  summary: 'A container has a network of its own in place of the mode that was chosen for it',
  of: (host) =>
    containersOf(host)
      .filter(([, container]) => /^(host|none|container:.*)$/.test(container.networkMode))
      .map(([name, container]) =>
        madeAnew(host, name, container, {
          name: (label) => `isolate container ${label} on the default bridge`,
          with: { networkMode: 'bridge', endpoints: {} },
        }),
      ),
}
