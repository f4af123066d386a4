import { describe, expect, it } from 'vitest'
import type { Kind } from '../../../../labs/edit/index.ts'
import { means } from '../../../../web/ui/keys.ts'
import { addressProblem, subnetProblem } from '../../../../web/builder/forms/addresses.ts'
import { fieldsFor, read, show, wrong } from '../../../../web/builder/forms/fields.ts'
import { fitting } from '../../../../web/ui/choice.ts'

function field(kind: Kind, key: string) {
  const found = fieldsFor(kind).find((one) => one.key === key)
  if (found === undefined) throw new Error(`${kind} has no ${key}`)
  return found
}

describe('fields of a form', () => {
  it.each([
    ['container', 'image', 'text'],
    ['container', 'tty', 'flag'],
    ['container', 'state', 'choice'],
    ['container', 'command', 'words'],
    ['container', 'environment', 'map'],
    ['container', 'ports', 'list'],
    ['container', 'cpus', 'number'],
    ['network', 'internal', 'flag'],
    ['volume', 'driver_opts', 'map'],
  ] as const)('%s.%s is a %s', (kind, key, control) => {
    expect(field(kind, key).control).toBe(control)
  })

  it.each([
    ['command', ['sh', '-c', 'echo "a b"']],
    ['environment', { A: '1', B: 'x=y' }],
    ['cap_add', ['NET_ADMIN', 'SYS_TIME']],
    ['cpus', 0.5],
    ['image', 'busybox'],
  ])('%s is read as it is shown', (key, value) => {
    const one = field('container', key)
    expect(read(one, show(one, value))).toEqual(value)
  })

  it('an empty field takes its property out', () => {
    expect(read(field('container', 'image'), '  ')).toBeUndefined()
  })

  it('say what is wrong', () => {
    expect(wrong('container', 'restart', 'sometimes')).toContain('restart policy')
    expect(wrong('container', 'restart', 'always')).toBeUndefined()
  })
})

describe('addresses', () => {
  it('must be of the subnet, and the subnet a range', () => {
    expect(subnetProblem('172.20.0.0/16')).toBeUndefined()
    expect(subnetProblem('172.20.0.1/16')).toContain('first of its range')
    expect(subnetProblem('172.20.0.0')).toContain('range such as')
    expect(addressProblem('172.21.0.5', '172.20.0.0/16')).toContain('outside')
    expect(addressProblem('172.20.0.5', '172.20.0.0/16')).toBeUndefined()
    expect(addressProblem('172.20.0.5', '')).toContain('subnet first')
  })
})

describe('keys', () => {
  const press = (
    key: string,
    mods: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {},
  ) => ({
    ...{ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
    ...mods,
  })
  it('mean what is written in the registry, and only that', () => {
    expect(means('Mod+Z', press('z', { ctrlKey: true }))).toBe(true)
    expect(means('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false)
    expect(means('?', press('?', { shiftKey: true }))).toBe(true)
    expect(means('Del Backspace', press('Backspace'))).toBe(true)
    expect(means('C', press('c', { ctrlKey: true }))).toBe(false)
    expect(means('Shift+ArrowLeft', press('ArrowLeft'))).toBe(false)
  })
})

describe('a list to choose from', () => {
  it('holds what has every word, what begins with them first', () => {
    const choices = ['Host', 'Container of web', 'web'].map((label) => ({
      ...{ id: label, label },
      act: () => undefined,
    }))
    expect(fitting(choices, 'web').map(({ id }) => id)).toEqual(['web', 'Container of web'])
  })
})
