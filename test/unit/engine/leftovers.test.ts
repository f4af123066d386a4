import { describe, expect, it } from 'vitest'
import { engineArguments, engineLayout } from '../../../server/docker/engine/layout.ts'
import { findLeftovers, mountsBelow } from '../../../server/docker/engine/leftovers.ts'

const ours = engineLayout('/var/lib/slipway')
const other = engineLayout('/var/lib/slipway-2')

describe('findLeftovers', () => {
  it('knows its own by their directories, not by name', () => {
    const running = [
      { pid: 10, argv: ['/usr/sbin/dockerd', ...engineArguments(other)] },
      { pid: 11, argv: ['/usr/sbin/dockerd', '-H', 'fd://'] },
      { pid: 12, argv: ['/usr/sbin/dockerd', ...engineArguments(ours)] },
      { pid: 13, argv: ['containerd', '--config', `${ours.exec}/containerd/containerd.toml`] },
      {
        pid: 14,
        argv: [
          '/usr/bin/containerd-shim-runc-v2',
          '-address',
          `${ours.exec}/containerd/containerd.sock`,
        ],
      },
      {
        pid: 15,
        argv: [
          '/usr/bin/containerd-shim-runc-v2',
          '-address',
          `${other.exec}/containerd/containerd.sock`,
        ],
      },
      { pid: 16, argv: ['tail', '-f', `${ours.exec}/containerd/containerd.log`] },
      { pid: 17, argv: ['vi', `--data-root=${ours.data}`] },
    ]
    expect(findLeftovers(ours, running)).toEqual({ engine: 12, children: [13, 14] })
  })

  it('finds the orphans of a killed engine', () => {
    const orphan = {
      pid: 20,
      argv: ['containerd', '--config', `${ours.exec}/containerd/containerd.toml`],
    }
    expect(findLeftovers(ours, [orphan])).toEqual({ children: [20] })
  })
})

it('unmounts from the inside out, and nothing beside the directory', () => {
  const line = (path: string) => `36 35 98:0 / ${path} rw,noatime master:1 - ext4 /dev/root rw`
  const text = ['/a', '/a/b/c', '/ab', '/a/with\\040space', '/'].map(line).join('\n')
  expect(mountsBelow('/a', text)).toEqual(['/a/with space', '/a/b/c', '/a'])
})
