/** What the panes beside the terminals compute: published ports, trees of files, typing, resets and actions. */
import { describe, expect, it } from 'vitest'
import { runActions, type RunDoings } from '../../../../web/panels/actions.ts'
import { placeOf, publishedOf } from '../../../../web/panels/apps/published.ts'
import { modeWords, rowsOf, wrongName } from '../../../../web/panels/files/tree.ts'
import { newLine, placeAt, tabbed, type Edit } from '../../../../web/panels/files/typing.ts'
import type { LabState } from '../../../../labs/topology/state.ts'

function topologyWith(status: string, ports: object[]): LabState {
  const web = { status, ports }
  const state = { hosts: { host1: { networks: {}, volumes: {}, containers: { web }, images: [] } } }
  return state as unknown as LabState
}
const port = (over: object) => ({
  hostIp: '',
  published: 8080,
  target: 80,
  protocol: 'tcp',
  ...over,
})

describe('published ports', () => {
  it('are told once, whatever the engine binds', () => {
    const ports = [port({ hostIp: '0.0.0.0' }), port({ hostIp: '::' })]
    expect(publishedOf(topologyWith('running', ports))).toEqual([
      { host: 'host1', port: 8080, by: 'web', target: 80, isLocal: false },
    ])
  })
  it('are none of a container that does not run, and none that is not TCP or not published', () => {
    expect(publishedOf(topologyWith('exited', [port({})]))).toEqual([])
    const ports = [port({ protocol: 'udp' }), port({ published: 0 })]
    expect(publishedOf(topologyWith('running', ports))).toEqual([])
    expect(publishedOf(null)).toEqual([])
  })
  it('are marked where only their host reaches them', () => {
    const [one] = publishedOf(topologyWith('running', [port({ hostIp: '127.0.0.1' })]))
    expect(one?.isLocal).toBe(true)
  })
  it('are found in what somebody writes', () => {
    const hosts = ['host1', 'host2']
    expect(placeOf('8080', hosts)).toEqual({ host: 'host1', port: 8080, path: '/' })
    expect(placeOf('http://host2:80/a?b', hosts)).toEqual({ host: 'host2', port: 80, path: '/a?b' })
    for (const text of ['', 'host9:80', 'host1', 'host1:99999', 'javascript:1']) {
      expect(placeOf(text, hosts)).toBeUndefined()
    }
  })
})

describe('the tree of files', () => {
  const file = { isLink: false, bytes: 1, mode: 0o644, changedAt: 0 }
  const folder = {
    path: '/root',
    items: [
      { ...file, name: 'app', kind: 'folder' as const },
      { ...file, name: 'note', kind: 'file' as const },
    ],
    cut: false,
  }
  it('shows what is unfolded, and says what is not known', () => {
    const folders = new Map([['/root', folder]])
    const rows = rowsOf({ folders, open: new Set(['/root', '/root/app', '/']) })
    expect(rows.map(({ path, depth, note }) => note ?? `${depth} ${path}`)).toEqual([
      '0 /root',
      '1 /root/app',
      'Looking …',
      '1 /root/note',
      '0 /etc/docker',
      '0 /',
      'Looking …',
    ])
  })
  it('knows names that cannot be, and modes', () => {
    expect(wrongName('Dockerfile')).toBeUndefined()
    for (const name of ['', ' ', 'a/b', '..', 'a\u0000']) expect(wrongName(name)).toBeDefined()
    expect(modeWords(0o750)).toBe('rwxr-x---')
  })
})

describe('typing', () => {
  const applied = (text: string, { from, to, insert, start, end }: Edit) => {
    const after = text.slice(0, from) + insert + text.slice(to)
    return `${after.slice(0, start)}[${after.slice(start, end)}]${after.slice(end)}`
  }
  it('indents with what the file indents with', () => {
    expect(applied('ab', tabbed('ab', 1, 1, false))).toBe('a  []b')
    expect(applied('a:\n\tb', tabbed('a:\n\tb', 5, 5, false))).toBe('a:\n\tb\t[]')
  })
  it('moves whole lines in and out', () => {
    expect(applied('a\nb\nc', tabbed('a\nb\nc', 0, 3, false))).toBe('  [a\n  b]\nc')
    expect(applied('  a\n b', tabbed('  a\n b', 3, 6, true))).toBe('a[\nb]')
  })
  it('begins a line as far in as the one before', () => {
    expect(applied('  a', newLine('  a', 3, 3))).toBe('  a\n  []')
  })
  it('knows where the cursor is', () => {
    expect(placeAt('ab\ncd', 4)).toEqual({ line: 2, column: 2 })
  })
})

describe('what can be done', () => {
  const nothing = () => undefined
  const doings = (over: Partial<RunDoings>): RunDoings => ({
    ...{ hosts: ['host1', 'host2'], steps: [], current: undefined },
    ...{ live: true, ended: false, split: false },
    ...{ show: nothing, help: nothing, commands: nothing, check: nothing, terminal: nothing },
    ...{ toggleSplit: nothing, zoom: nothing, reset: nothing, theme: nothing, end: nothing },
    ...over,
  })
  it('has an id and a name each of its own', () => {
    const all = runActions(doings({}))
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
    expect(all.map(({ id }) => id)).toContain('reset host2')
  })
  it('is less while the hosts do not answer, and after the end', () => {
    const ids = runActions(doings({ live: false, ended: true })).map(({ id }) => id)
    expect(ids).not.toContain('end')
    expect(ids.some((id) => id.startsWith('reset') || id.startsWith('terminal '))).toBe(false)
  })
})
