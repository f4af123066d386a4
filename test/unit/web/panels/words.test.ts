import { describe, expect, it } from 'vitest'
import { readable } from '../../../../web/panels/evidence.ts'
import { deletes } from '../../../../web/panels/deletes.ts'
import { happening, losses } from '../../../../web/panels/happening.ts'
import { emptyRun } from '../../../../web/state/reduce.ts'
import { routeOf } from '../../../../web/router.ts'
import { countdown, duration, relativeTime } from '../../../../web/ui/time.ts'

describe('a command that takes something away', () => {
  it.each([
    'docker rm -f web',
    'docker volume rm dbdata',
    'docker rmi busybox',
    'docker system prune',
    'rm -rf /data',
    'docker-compose down -v',
    'docker kill web',
  ])('is shown first: %s', (command) => expect(deletes(command)).toBe(true))

  it.each([
    'docker run --rm --volumes-from dbstore -v $(pwd):/backup ubuntu tar cvf /backup/backup.tar /dbdata',
    'docker network disconnect bridge container1',
    'docker inspect --format={{.State}} web',
    'echo farm',
  ])('is not: %s', (command) => expect(deletes(command)).toBe(false))
})

describe('times', () => {
  it('are told in words', () => {
    const now = 1_000_000_000
    expect(relativeTime(now - 5000, now)).toBe('just now')
    expect(relativeTime(now - 5 * 60_000, now)).toBe('5 minutes ago')
    expect(relativeTime(now - 26 * 3_600_000, now)).toBe('yesterday')
    expect([12, 4200, 59_000, 185_000, 4_800_000].map(duration)).toEqual([
      '12 ms',
      '4.2 s',
      '59 s',
      '3 min 05 s',
      '1 h 20 min',
    ])
    expect([3_899_000, 59_000, -1].map(countdown)).toEqual(['1:04:59', '00:59', '00:00'])
  })
})

describe('addresses', () => {
  it.each([
    ['/', 'catalogue'],
    ['/run/abc', 'run'],
    ['/run', 'not-found'],
    ['/run/abc/def', 'not-found'],
    ['/review', 'review'],
    ['/review/abc', 'run-review'],
    ['/administration', 'administration'],
    ['/elsewhere', 'not-found'],
  ])('%s is %s', (path, page) => expect(routeOf(path).page).toBe(page))

  it('bears a lone per cent sign', () => {
    expect(routeOf('/run/%')).toEqual({ page: 'run', run: '%' })
  })
})

describe('evidence', () => {
  it('indents JSON and leaves the rest', () => {
    expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}')
    expect(readable('{"a": cut')).toBe('{"a": cut')
    expect(readable('64 bytes from db')).toBe('64 bytes from db')
  })
})

describe('what is happening', () => {
  const state = emptyRun()
  const live = (patch: Partial<typeof state.live>) => ({
    ...state,
    run: { id: 'r', learner: '', startedAt: 0, lab: {} as never },
    live: { ...state.live, ...patch },
  })

  it('is said in a few words', () => {
    expect(happening(state, 'connecting')).toBe('Opening')
    expect(happening(live({ status: 'ready' }), 'lost')).toBe('Connection lost')
    const progress = [
      { host: 'host1', doing: 'done', done: true },
      { host: 'host2', doing: 'starting the engine', done: false },
    ]
    expect(happening(live({ status: 'preparing', progress }), 'connected')).toBe(
      'host2: starting the engine',
    )
    expect(happening(live({ status: 'ready', asking: ['a'] }), 'connected')).toBe('Asking 1 check')
  })

  it('names what an end takes away, the engine’s own networks aside', () => {
    const holds = {
      networks: { bridge: {}, none: {}, new_bridge: {} },
      volumes: {},
      containers: { db: {}, web: {} },
      images: [],
    }
    const topology = { hosts: { host1: holds } } as never
    expect(losses(live({ topology }))).toEqual(['On host1: containers db, web; network new_bridge'])
    expect(losses(live({}))).toEqual([])
  })
})
