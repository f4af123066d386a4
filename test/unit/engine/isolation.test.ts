import { expect, it } from 'vitest'
import { decideIsolation } from '../../../server/docker/engine/isolation.ts'

const plain = { securityOptions: ['name=seccomp,profile=default'], runtimes: ['runc'] }

it('prefers a runtime made for it, then user namespaces', () => {
  const userns = [...plain.securityOptions, 'name=userns']
  expect(
    decideIsolation({ securityOptions: userns, runtimes: ['runc', 'sysbox-runc', 'kata-qemu'] })
      .runtime,
  ).toBe('sysbox-runc')
  expect(
    decideIsolation({ securityOptions: userns, runtimes: ['runc', 'kata-qemu'] }),
  ).toMatchObject({ level: 'kata', runtime: 'kata-qemu' })
  const found = decideIsolation({ ...plain, securityOptions: userns })
  expect(found).toMatchObject({ level: 'userns', shelf: true })
  expect(found.warning).toBeUndefined()
})

it('warns where root in a host is root outside, and shares no shelf there', () => {
  expect(decideIsolation(plain)).toMatchObject({
    level: 'elevated',
    shelf: false,
    warning: expect.stringContaining('root here'),
  })
})
