import { describe, expect, it } from 'vitest'
import { meaningOf, systemOf, withControl, type System } from '../../../../web/terminal/keys.ts'
import { createShown, PORTION } from '../../../../web/terminal/shown.ts'

const press = (text: string) => {
  const parts = text.split('+')
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    metaKey: parts.includes('Cmd'),
  }
}

describe('keys', () => {
  it.each<[string, System, boolean, string]>([
    ['Ctrl+c', 'other', false, 'shell'],
    ['Ctrl+c', 'other', true, 'shell'],
    ['Ctrl+v', 'other', false, 'shell'],
    ['Ctrl+v', 'windows', false, 'browser'],
    ['Ctrl+Shift+C', 'other', true, 'copy'],
    ['Ctrl+Shift+V', 'other', false, 'browser'],
    ['Shift+Insert', 'other', false, 'browser'],
    ['Ctrl+Insert', 'other', true, 'copy'],
    ['Ctrl+Shift+F', 'windows', false, 'search'],
    ['Cmd+c', 'mac', true, 'copy'],
    ['Cmd+v', 'mac', false, 'browser'],
    ['Ctrl+c', 'mac', true, 'shell'],
    ['F6', 'other', false, 'browser'],
    ['Shift+F6', 'mac', false, 'browser'],
    ['Tab', 'other', false, 'shell'],
    ['Escape', 'other', false, 'shell'],
  ])('%s on %s, with a selection: %s, means %s', (keys, system, selection, meaning) => {
    expect(meaningOf(press(keys), system, selection)).toBe(meaning)
  })

  it('knows the system', () => {
    expect(['MacIntel', 'iPhone', 'Win32', 'Linux x86_64'].map(systemOf)).toEqual([
      'mac',
      'mac',
      'windows',
      'other',
    ])
  })

  it('makes control characters of what has one', () => {
    expect(['c', 'C', '[', ' ', 'ls', '1'].map(withControl)).toEqual([
      '\x03',
      '\x03',
      '\x1b',
      ' ',
      'ls',
      '1',
    ])
  })
})

describe('what was shown', () => {
  it('is acknowledged in large portions, and nothing is lost', () => {
    const said: number[] = []
    const shown = createShown((chars) => said.push(chars))
    for (let index = 0; index < 5; index += 1) shown(PORTION / 2 + 1)
    expect(said).toEqual([PORTION + 2, PORTION + 2])
  })
})
