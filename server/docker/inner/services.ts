import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../errors.ts'
import type { Executors } from '../../provision/steps.ts'
import { refusal } from './answer.ts'
import type { InnerClient } from './client.ts'
import { serviceBody } from './service.ts'

type ServiceAction = Extract<keyof Executors, `${'service' | 'secret'}.${string}`>

const settledWithinMs = 90_000
const pauseMs = 100

/** What a manager is told for the services and secrets of its swarm. */
export function serviceExecutors(
  client: (host: string) => InnerClient,
): Pick<Executors, ServiceAction> {
  const remove = async (host: string, path: string, signal: AbortSignal) => {
    const { status, body } = await client(host).ask('DELETE', path, { signal })
    if (status >= 400 && status !== 404) throw refusal(status, body)
  }
  return {
    async 'secret.create'({ host, name, secret }, signal) {
      const Data = Buffer.from(secret.content).toString('base64')
      const body = { Name: name, Labels: secret.labels ?? {}, Data }
      await client(host).want('POST', '/secrets/create', { body, signal })
    },
    'secret.remove': ({ host, name }, signal) =>
      remove(host, `/secrets/${encodeURIComponent(name)}`, signal),
    async 'service.create'({ host, name, service }, signal) {
      const body = serviceBody(name, service, await secretIds(client(host), signal))
      await client(host).want('POST', '/services/create', { body, signal })
    },
    async 'service.update'({ host, name, service }, signal) {
      const path = `/services/${encodeURIComponent(name)}`
      const is = (await client(host).want('GET', path, { signal })) as {
        Version?: { Index?: number }
      }
      const body = serviceBody(name, service, await secretIds(client(host), signal))
      const version = is.Version?.Index ?? 0
      await client(host).want('POST', `${path}/update?version=${version}`, { body, signal })
    },
    'service.settle': ({ host, name }, signal) => untilSettled(client(host), name, signal),
    async 'service.remove'({ host, name }, signal) {
      await remove(host, `/services/${encodeURIComponent(name)}`, signal)
      await untilGone(client(host), name, signal)
    },
  }
}

async function secretIds(client: InnerClient, signal: AbortSignal): Promise<Map<string, string>> {
  const secrets = (await client.want('GET', '/secrets', { signal })) as {
    ID: string
    Spec?: { Name?: string }
  }[]
  return new Map(secrets.map(({ ID, Spec }) => [Spec?.Name ?? '', ID]))
}

interface Service {
  Spec?: { Name?: string; Mode?: { Global?: object } }
  ServiceStatus?: { RunningTasks?: number; DesiredTasks?: number }
}

async function untilSettled(client: InnerClient, name: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + settledWithinMs
  for (;;) {
    const all = (await client.want('GET', '/services?status=true', { signal })) as Service[]
    const service = all.find(({ Spec }) => Spec?.Name === name)
    const { RunningTasks = 0, DesiredTasks = 0 } = service?.ServiceStatus ?? {}
    const begun = service?.Spec?.Mode?.Global === undefined || DesiredTasks > 0
    if (service && begun && RunningTasks >= DesiredTasks) return
    if (Date.now() > deadline) {
      const reason = `${RunningTasks} of ${DesiredTasks} tasks run${await lastError(client, name, signal)}`
      throw new AppError('service-start', { service: name, reason })
    }
    await wait(pauseMs, undefined, { signal })
  }
}

interface Task {
  CreatedAt?: string
  Status?: { State?: string; Err?: string }
}

async function tasksOf(client: InnerClient, name: string, signal: AbortSignal): Promise<Task[]> {
  const filters = encodeURIComponent(JSON.stringify({ service: [name] }))
  const { status, body } = await client.ask('GET', `/tasks?filters=${filters}`, { signal })
  return status === 200 && Array.isArray(body) ? (body as Task[]) : []
}

async function lastError(client: InnerClient, name: string, signal: AbortSignal): Promise<string> {
  const tasks = await tasksOf(client, name, signal)
  const failed = tasks.flatMap(({ Status }) => (Status?.Err ? [Status.Err] : []))
  return failed[0] === undefined ? '' : `: ${failed[0]}`
}

/** An engine keeps a network or a secret as long as a task may use it. */
async function untilGone(client: InnerClient, name: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + settledWithinMs
  while ((await tasksOf(client, name, signal)).length > 0 && Date.now() < deadline) {
    await wait(pauseMs, undefined, { signal })
  }
}
