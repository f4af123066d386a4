import { madeAnew } from './anew.ts'
import { containersOf } from './containers.ts'
import type { MutationKind } from './mutation.ts'

/** Where a container has one mount only, it is dropped with its volumes. */
export const oneMount: MutationKind = {
  kind: 'unmount',
  summary: 'A container was made without one of its several mounts',
  of: (host) =>
    containersOf(host).flatMap(([name, container]) =>
      (container.mounts.length > 1 ? container.mounts : []).map((mount) =>
        madeAnew(host, name, container, {
          name: (label) => `unmount ${mount.target} of container ${label}`,
          with: { mounts: container.mounts.filter((one) => one !== mount) },
        }),
      ),
    ),
}

export const writableMount: MutationKind = {
  kind: 'open',
  summary: 'A container may write to a mount that is for reading only',
  of: (host) =>
    containersOf(host).flatMap(([name, container]) =>
      container.mounts
        .filter(({ readOnly }) => readOnly)
        .map((mount) =>
          madeAnew(host, name, container, {
            name: (label) => `open ${mount.target} of container ${label} for writing`,
            with: {
              mounts: container.mounts.map((one) =>
                one === mount ? { ...one, readOnly: false } : one,
              ),
            },
          }),
        ),
    ),
}
