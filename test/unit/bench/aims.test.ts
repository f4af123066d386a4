import { expect, it } from 'vitest'
import { openAims } from '../../bench/aims.ts'
import { spread } from '../../bench/measure.ts'

it('tells which figures missed their aim, by the median', () => {
  const aims = openAims()
  const aim = { most: 300, words: '300 ms' }
  expect(aims.told('a key', spread([100, 200, 900]), '200 ms', aim)).toContain('reached')
  expect(aims.missed).toEqual([])
  expect(aims.told('a key', spread([100, 301, 900]), '301 ms', aim)).toContain('MISSED')
  expect(aims.told('nothing', spread([]), 'NaN ms', aim)).toContain('MISSED')
  expect(aims.missed).toEqual(['a key', 'nothing'])
})
