import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { request } from '../../../web/api.ts'

interface Asked {
  method: string
  key: string | undefined
}
let asked: Asked[]
let lost: number

beforeEach(() => {
  asked = []
  lost = 0
  vi.useFakeTimers()
  vi.stubGlobal('fetch', async (_path: string, { method, headers }: RequestInit) => {
    const key = (headers as Record<string, string>)['idempotency-key']
    asked.push({ method: method ?? '', key })
    if (asked.length <= lost) throw new TypeError('Failed to fetch')
    return new Response('{"id":1}')
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const answer = async <T>(promise: Promise<T>) => {
  await vi.runAllTimersAsync()
  return promise
}

describe('a request that is lost on its way', () => {
  it.each(['POST', 'DELETE'] as const)('is asked again by its name: %s', async (method) => {
    lost = 2
    expect(await answer(request('/api/x', { method }))).toEqual({ ok: true, value: { id: 1 } })
    expect(asked.map((one) => one.method)).toEqual([method, method, method])
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
    expect(asked[0]?.key).toMatch(/^[\w-]{8,64}$/)
  })

  it('has another name than the next one', async () => {
    await answer(request('/api/x', { method: 'POST' }))
    await answer(request('/api/x', { method: 'POST' }))
    expect(asked[0]?.key).not.toBe(asked[1]?.key)
  })

  it('is asked again without a name where it only reads, and not here where it saves', async () => {
    lost = 1
    expect(await answer(request('/api/x'))).toMatchObject({ ok: true })
    expect(asked).toEqual([
      { method: 'GET', key: undefined },
      { method: 'GET', key: undefined },
    ])
    asked = []
    expect(await answer(request('/api/x', { method: 'PUT' }))).toMatchObject({ ok: false })
    expect(asked).toHaveLength(1)
  })

  it('is told in words in the end', async () => {
    lost = 9
    const result = await answer(request('/api/x', { method: 'POST' }))
    expect(result).toMatchObject({ ok: false, error: { code: 'offline' } })
    expect(asked).toHaveLength(4)
  })
})
