import { describe, expect, it } from 'vitest'
import { writtenKinds } from '../../../../labs/checks/index.ts'
import { formOf, type FormField } from '../../../../web/builder/steps/form.ts'
import { namesUpTo } from '../../../../web/builder/steps/names.ts'
import { placeOf } from '../../../../web/builder/steps/reorder.svelte.ts'
import { lacking, noWay, waysOf, writtenWay } from '../../../../web/builder/steps/ways.ts'
import { writtenLab } from '../../../../web/builder/steps/written.ts'

const hosts = ['host1', 'host2']

describe('ways beside a solution', () => {
  const mistake = {
    title: 'On another host',
    run: [{ host: 'host2', run: 'docker swarm init' }],
    says: 'is none',
    undo: [{ host: 'host2', run: 'docker swarm leave --force' }],
  }
  it('come back from their form as they were written', () => {
    const [way = noWay] = waysOf([mistake], 'host1')
    expect(writtenWay(way, true, hosts)).toEqual(mistake)
    const { says: _, undo: __, ...alternative } = mistake
    const [other = noWay] = waysOf([alternative], 'host1')
    expect(writtenWay(other, false, hosts)).toEqual(alternative)
  })

  it('say what is missing before they are written', () => {
    const [way = noWay] = waysOf([mistake], 'host1')
    expect(lacking(way, true)).toBeUndefined()
    expect(lacking({ ...way, says: '' }, true)).toContain('reads')
    expect(lacking({ ...way, says: '' }, false)).toBeUndefined()
    expect(lacking(noWay, false)).toBeDefined()
  })
})

describe('what is dropped into a gap', () => {
  it('stands where the line was', () => {
    const order = (from: number, gap: number) => {
      const list = ['a', 'b', 'c', 'd']
      const [item = ''] = list.splice(from, 1)
      return list.toSpliced(placeOf(from, gap), 0, item).join('')
    }
    expect(order(0, 2)).toBe('bacd')
    expect(order(0, 4)).toBe('bcda')
    expect(order(3, 1)).toBe('adbc')
    expect(order(1, 1)).toBe('abcd')
    expect(order(1, 2)).toBe('abcd')
  })
})

describe('names to pick', () => {
  const field = (kind: string, key: string): FormField | undefined => {
    const found = writtenKinds.find((one) => one.kind === kind)
    return found && formOf(found).find((one) => one.key === key)
  }
  it.each([
    ['command', 'on', 'host'],
    ['layers', 'on', 'image'],
    ['port', 'host', 'host'],
    ['reach', 'among', 'container'],
    ['dns', 'expect', 'container'],
    ['mount', 'sharedWith', 'container'],
    ['node', 'name', 'host'],
    ['node', 'asked', 'host'],
    ['service', 'name', 'service'],
    ['volume', 'name', 'volume'],
    ['service', 'notOn', 'host'],
  ])('%s.%s is a %s', (kind, key, named) => {
    expect(field(kind, key)?.input).toMatchObject({ names: expect.arrayContaining([named]) })
  })

  it('hold what earlier goals make', () => {
    const lab = writtenLab(`hosts: { host1: {}, host2: {} }
steps:
  - id: one
    goal:
      host1:
        swarm: manager
        images: [made]
        services: { web: { image: busybox } }
        secrets: { key: {} }
  - id: two
    goal: { host2: { containers: { db: { image: busybox } } } }
`)
    if ('refused' in lab) throw new Error(lab.refused.reason)
    expect(namesUpTo(lab, 0).container).toEqual([])
    expect(namesUpTo(lab, 1)).toMatchObject({
      ...{ service: ['host1/web'], secret: ['host1/key'], image: ['made'] },
      ...{ container: ['host2/db'], host: hosts },
    })
  })
})
