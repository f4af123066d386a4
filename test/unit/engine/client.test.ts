import { expect, it } from 'vitest'
import { translate } from '../../../server/docker/client.ts'
import { AppError } from '../../../server/errors.ts'

const docker = (statusCode: number, message: string) =>
  Object.assign(new Error(`(HTTP code ${statusCode}) whatever - ${message} `), {
    statusCode,
    json: { message },
  })

it('puts what Docker refuses in our words', () => {
  expect(translate(docker(404, 'No such container: x'))).toMatchObject({
    code: 'docker-missing',
    message: 'No such container: x does not exist',
  })
  expect(translate(docker(409, 'in use')).code).toBe('docker-conflict')
  expect(translate(docker(500, 'boom'))).toMatchObject({
    code: 'docker-refused',
    message: 'Docker answered 500: boom',
  })
})

it('tells a full disk and a lost engine from everything else', () => {
  expect(translate(docker(500, 'write /x: no space left on device')).code).toBe('disk-full')
  expect(translate(Object.assign(new Error('connect ENOENT'), { code: 'ENOENT' })).code).toBe(
    'engine-lost',
  )
  expect(translate(new Error('socket hang up')).code).toBe('engine-lost')
  expect(translate(new TypeError('x is undefined')).code).toBe('internal')
})

it('leaves what is translated alone', () => {
  const error = new AppError('run-over')
  expect(translate(error)).toBe(error)
})
