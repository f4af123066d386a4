import { describe, expect, it } from 'vitest'
import { fromFolder, toFolder } from '../../../labs/exchange/index.ts'

const lab = {
  text: 'slipway: 1\n',
  layout: { version: 1 as const, positions: { host1: { x: 1, y: 2 } } },
  files: { 'motd.txt': 'hello\n', 'deep/a.sh': '#!/bin/sh\n' },
}

describe('a lab as a folder', () => {
  it('comes back as it went', () => {
    expect(fromFolder(toFolder(lab))).toEqual({ ...lab, notes: [] })
  })

  it('is found one folder down', () => {
    const down = Object.entries(toFolder(lab)).map(([path, content]) => [`my-lab/${path}`, content])
    expect(fromFolder(Object.fromEntries(down) as Record<string, string>)).toEqual({
      ...lab,
      notes: [],
    })
  })

  it('leaves out what is not part of a lab, and says so', () => {
    const found = fromFolder({
      'lab.yml': 'a: 1\n',
      'layout.json': '{"version": 2}',
      'files/../../etc/passwd': 'root',
      'README.md': '',
    })
    expect(found).toMatchObject({ files: {}, layout: { positions: {} } })
    expect('notes' in found && found.notes).toHaveLength(3)
    expect(fromFolder({ 'a.txt': '' })).toHaveProperty('refused')
  })

  it('says of a folder of many files once that it was left out', () => {
    const found = fromFolder({
      'my-lab/lab.yaml': 'slipway: 1\n',
      'my-lab/.git/HEAD': '',
      'my-lab/.git/refs/heads/main': '',
      'my-lab/README.md': '',
    })
    expect('notes' in found && found.notes).toEqual([
      '`my-lab/.git/` with 2 files is not part of a lab and was left out.',
      '`my-lab/README.md` is not part of a lab and was left out.',
    ])
  })
})
