import { describe, expect, it } from 'vitest'
import { hostAllowed, originAllowed, siteOf } from '../../../server/people/index.ts'

const loopback = siteOf({ host: '127.0.0.1' }, 'machine')
const proxied = siteOf({ host: '0.0.0.0', url: 'https://labs.example' }, 'machine')

describe('the Host of a request', () => {
  it.each([
    ['localhost:4600', true],
    ['127.0.0.1:4600', true],
    ['[::1]:4600', true],
    ['192.168.1.7:8080', true],
    ['slipway.localhost:4600', true],
    ['MACHINE:4600', true],
    ['evil.example:4600', false],
    ['localhost.evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['labs.example', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (host, allowed) => {
    expect(hostAllowed({ host }, loopback)).toBe(allowed)
  })

  it('may be the public name', () => {
    expect(hostAllowed({ host: 'labs.example' }, proxied)).toBe(true)
  })
})

describe('the Origin of a request', () => {
  const from = (origin: unknown, more = {}) => ({ host: 'localhost:4600', origin, ...more })
  it.each([
    ['its own page', from('http://localhost:4600'), true],
    ['a program', from(undefined), true],
    ['an old browser on its own page', from(undefined, { 'sec-fetch-site': 'same-origin' }), true],
    ['another site', from('https://evil.example'), false],
    ['another site that hides itself', from('null'), false],
    ['another port', from('http://localhost:3000'), false],
    ['another site without an origin', from(undefined, { 'sec-fetch-site': 'cross-site' }), false],
    ['a file', from('file://localhost:4600'), false],
    ['two origins', from(['http://localhost:4600', 'http://x']), false],
    ['rubbish', from('%%%'), false],
    ['a rebound name', { host: 'evil.example', origin: 'http://evil.example' }, false],
  ])('%s', (_, headers, allowed) => {
    expect(originAllowed(headers, loopback)).toBe(allowed)
  })

  it('may be the public address, whatever Host the proxy sends', () => {
    const headers = { host: '127.0.0.1:4600', origin: 'https://labs.example' }
    expect(originAllowed(headers, proxied)).toBe(true)
    expect(originAllowed(headers, loopback)).toBe(false)
  })
})
