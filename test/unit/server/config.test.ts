import { describe, expect, it } from 'vitest'
import { AppError } from '../../../server/errors.ts'
import { readConfig } from '../../../server/config.ts'

const message = (env: Record<string, string>): string => {
  try {
    readConfig(env, 0)
  } catch (error) {
    if (error instanceof AppError && error.code === 'config') return error.message
    throw error
  }
  return ''
}

describe('the environment', () => {
  it('may be empty', () => {
    const config = readConfig({}, 0)
    expect(config).toMatchObject({ home: '/var/lib/slipway', host: '127.0.0.1', port: 4600 })
    expect(Object.isFrozen(config) && Object.isFrozen(config.limits)).toBe(true)
    expect(config.url).toBeUndefined()
  })

  it('takes an address below which pages of hosts are served', () => {
    expect(readConfig({}, 0).publicApps).toBeUndefined()
    const env = { SLIPWAY_PUBLIC_APPS: 'https://apps.example.org' }
    expect(readConfig(env, 0).publicApps).toBe('https://apps.example.org')
    expect(() => readConfig({ SLIPWAY_PUBLIC_APPS: 'apps' }, 0)).toThrow('SLIPWAY_PUBLIC_APPS')
  })

  it('keeps the home of somebody who is not root below their own', () => {
    expect(readConfig({ HOME: '/home/ada' }, 7).home).toBe('/home/ada/.local/state/slipway')
    expect(readConfig({ XDG_STATE_HOME: '/state' }, 7).home).toBe('/state/slipway')
    expect(readConfig({}, 7).installAllowed).toBe(false)
  })

  it('is read where it says something', () => {
    const env = {
      SLIPWAY_PORT: '8080',
      SLIPWAY_HOST_MEMORY: '512m',
      SLIPWAY_URL: 'https://labs.example/',
      DATABASE_URL: 'postgres://a:b@c/d',
      SLIPWAY_INSTALL: 'never',
      SLIPWAY_HOST: ' ',
    }
    const config = readConfig(env, 0)
    expect(config).toMatchObject({ port: 8080, url: 'https://labs.example', host: '127.0.0.1' })
    expect(config).toMatchObject({ installAllowed: false, databaseUrl: env.DATABASE_URL })
    expect(config.limits.hostMemory).toBe(512 * 1024 * 1024)
  })

  it('is told all its mistakes at once, without passwords', () => {
    const told = message({
      SLIPWAY_PORT: '80x',
      SLIPWAY_LOG: 'loud',
      SLIPWAY_HOST_MEMORY: 'lots',
      SLIPWAY_EXTENSIONS: '1.5',
      DATABASE_URL: 'mysql://root:hush@db',
    })
    const names = ['PORT', 'LOG', 'HOST_MEMORY', 'EXTENSIONS'].map((name) => `SLIPWAY_${name}`)
    for (const name of [...names, 'DATABASE_URL']) expect(told).toContain(name)
    expect(told).not.toContain('hush')
  })
})
