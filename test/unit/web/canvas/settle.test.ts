import { expect, it } from 'vitest'
import { createSettler } from '../../../../web/canvas/settle.ts'

interface Row {
  id: string
  name: string
  note?: string
}

it('answers with the objects of before for what did not change, in the new order', () => {
  const settle = createSettler<Row>()
  const first = settle([
    { id: 'a', name: 'web' },
    { id: 'b', name: 'db' },
  ])
  const second = settle([
    { id: 'b', name: 'db' },
    { id: 'a', name: 'web' },
  ])
  expect(second[0]).toBe(first[1])
  expect(second[1]).toBe(first[0])
})

it('takes what differs in any field, has one more, or has come back', () => {
  const settle = createSettler<Row>()
  const [a] = settle([{ id: 'a', name: 'web' }])
  expect(settle([{ id: 'a', name: 'shop' }])).toEqual([{ id: 'a', name: 'shop' }])
  expect(settle([{ id: 'a', name: 'shop', note: 'new' }])[0]).toEqual({
    ...{ id: 'a', name: 'shop', note: 'new' },
  })
  settle([])
  expect(settle([{ id: 'a', name: 'web' }])[0]).not.toBe(a)
})
