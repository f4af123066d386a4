import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type Dockerode from 'dockerode'
import { AppError } from '../../errors.ts'
import { ifExists, translate } from '../client.ts'

const name = 'slipway-preparing'
const giveUpMs = 10 * 60_000
const lookAgainMs = 300

/**
 * Lets one server at a time prepare images on an engine, wherever the servers run: the engine allows a container's
 * name once. The container is never started. A lock whose owner is gone is taken over.
 */
export async function withLock<T>(
  docker: Dockerode,
  image: string,
  work: () => Promise<T>,
): Promise<T> {
  const owner = `${hostname()} ${process.pid} ${randomBytes(4).toString('hex')}`
  const deadline = Date.now() + giveUpMs
  while (!(await taken(docker, image, owner))) {
    if (await abandoned(docker))
      await ifExists(() => docker.getContainer(name).remove({ force: true }))
    else if (Date.now() > deadline)
      throw new AppError('docker-conflict', { reason: 'another server is preparing images' })
    else await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
  try {
    return await work()
  } finally {
    await ifExists(() => docker.getContainer(name).remove({ force: true }))
  }
}

async function taken(docker: Dockerode, Image: string, owner: string): Promise<boolean> {
  try {
    await docker.createContainer({
      name,
      Image,
      Cmd: ['true'],
      Labels: { 'slipway.role': 'lock', 'slipway.owner': owner },
    })
    return true
  } catch (error) {
    const translated = translate(error)
    if (translated.code === 'docker-conflict') return false
    throw translated
  }
}

async function abandoned(docker: Dockerode): Promise<boolean> {
  const lock = await ifExists(() => docker.getContainer(name).inspect())
  if (!lock) return false
  const [host, pid] = lock.Config.Labels?.['slipway.owner']?.split(' ') ?? []
  // Whoever owns it, it is not kept this long: its number may belong to another process by now.
  if (Date.now() - Date.parse(lock.Created) > giveUpMs) return true
  return host === hostname() && !alive(Number(pid))
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
