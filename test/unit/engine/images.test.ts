import { describe, expect, it } from 'vitest'
import { recipeDigest, recipes, setDigest } from '../../../server/docker/images/recipes.ts'
import { chainIds } from '../../../server/docker/images/shelf.ts'
import { debianSources, reachSettings } from '../../../server/docker/images/sources.ts'

describe('recipes', () => {
  it('are the folders with a Dockerfile, named as labs name images', () => {
    const found = recipes()
    expect(found.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['busybox', 'host', 'training/postgres']),
    )
    expect(found.find(({ name }) => name === 'training/postgres')).toMatchObject({
      tag: 'training/postgres:latest',
      forLabs: true,
    })
    expect(found.find(({ name }) => name === 'host')).toMatchObject({
      tag: 'slipway-host:latest',
      forLabs: false,
    })
  })

  it('have another digest when a file, a name or the base changes', () => {
    const [recipe] = recipes()
    if (!recipe) throw new Error('no recipe')
    const changed = {
      ...recipe,
      files: recipe.files.map((file, at) =>
        at === 0 ? { ...file, content: Buffer.from('x') } : file,
      ),
    }
    const renamed = {
      ...recipe,
      files: recipe.files.map((file, at) => (at === 0 ? { ...file, path: 'x' } : file)),
    }
    const digests = [recipe, changed, renamed].map((each) => recipeDigest(each, 'base'))
    expect(new Set([...digests, recipeDigest(recipe, 'other')]).size).toBe(4)
    expect(recipeDigest(recipe, 'base')).toBe(digests[0])
  })

  it('name a set whatever its order', () => {
    expect(setDigest({ a: '1', b: '2' }, 's')).toBe(setDigest({ b: '2', a: '1' }, 's'))
    expect(setDigest({ a: '1' }, 's')).not.toBe(setDigest({ a: '1' }, 't'))
  })
})

it('computes chain ids as the image specification does', () => {
  const diff = (digit: string) => `sha256:${digit.repeat(64)}`
  const [first, second, third] = chainIds([diff('a'), diff('b'), diff('c')])
  expect(first).toBe(diff('a'))
  expect(second).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(third).not.toBe(second)
  expect(chainIds([])).toEqual([])
})

describe('debianSources', () => {
  const debian =
    'Types: deb\nURIs: http://example.org/debian\nSuites: bookworm bookworm-updates\nComponents: main'
  const vendor = 'Types: deb\nURIs: https://vendor.example\nSuites: nodistro\nComponents: main'
  const off = `${debian}\nEnabled: no`

  it('keeps the distribution and leaves other vendors out', () => {
    const files = [
      { path: 'debian.sources', text: `${debian}\n\n${off}` },
      { path: 'vendor.sources', text: vendor },
      {
        path: 'sources.list',
        text: [
          'deb [signed-by=/k.gpg] http://example.org/debian bookworm main contrib',
          'deb http://vendor.example bookworm stable',
          'deb http://vendor.example bookworm-pgdg main',
          '# deb http://example.org/debian bookworm main',
          'deb-src http://example.org/debian bookworm main',
        ].join('\n'),
      },
      { path: 'old.sources.disabled', text: debian },
    ]
    expect(debianSources(files, 'bookworm')).toEqual({
      deb822: debian,
      list: 'deb [signed-by=/k.gpg] http://example.org/debian bookworm main contrib',
    })
  })

  it('takes over how the machine reaches them', () => {
    const dump =
      'APT "";\nAcquire::http::Proxy "http://proxy:3128";\nAcquire::Check-Date "false";\nAcquire::Languages "none";\nAcquire::https::Proxy "";'
    expect(reachSettings(dump)).toEqual([
      'Acquire::http::Proxy "http://proxy:3128";',
      'Acquire::Check-Date "false";',
    ])
  })
})
