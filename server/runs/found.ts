/** All that can be found in a run's hosts, to be taken into a draft. */
import { z } from 'zod'
import type { Found, ImageDefaults } from '../../labs/exchange/index.ts'
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { Environment } from './ports.ts'

const timeoutMs = 15_000
const list = z.array(z.string()).nullish()
const inspected = z.array(
  z.looseObject({
    RepoTags: list,
    Config: z
      .looseObject({
        Cmd: list,
        Entrypoint: list,
        Env: list,
        WorkingDir: z.string().nullish(),
        User: z.string().nullish(),
        Labels: z.record(z.string(), z.string()).nullish(),
      })
      .nullish(),
  }),
)

export async function findAll(
  environment: Pick<Environment, 'observe' | 'exec'>,
  { wanted }: CompiledLab,
): Promise<Found> {
  const { hosts } = await environment.observe()
  const names = Object.keys(hosts)
  const [images, settings] = await Promise.all([
    Promise.all(names.map((host) => defaultsIn(environment, host, hosts[host]?.images ?? []))),
    Promise.all(names.map(async (host) => [host, await settingsOf(environment, host)] as const)),
  ])
  return {
    hosts,
    images: Object.assign({}, ...images) as Record<string, ImageDefaults>,
    settings: Object.fromEntries(settings),
    wires: Object.fromEntries(names.map((host) => [host, wanted.hosts[host]?.wires ?? []])),
  }
}

type Exec = Pick<Environment, 'exec'>

/** What is not an image any more has no defaults: its containers are written out in full. */
async function defaultsIn(environment: Exec, host: string, images: readonly string[]) {
  if (images.length === 0) return {}
  const argv = ['docker', 'image', 'inspect', ...images]
  const { stdout } = await environment.exec(host, argv, { timeoutMs })
  const found = inspected.parse(JSON.parse(stdout))
  return Object.fromEntries(
    found.flatMap(({ RepoTags, Config }) =>
      (RepoTags ?? []).map((tag): [string, ImageDefaults] => [
        tag,
        {
          command: Config?.Cmd ?? [],
          entrypoint: Config?.Entrypoint ?? [],
          environment: Object.fromEntries((Config?.Env ?? []).map(pair)),
          workingDir: Config?.WorkingDir ?? '',
          user: Config?.User ?? '',
          labels: Config?.Labels ?? {},
        },
      ]),
    ),
  )
}

const pair = (entry: string): [string, string] => {
  const at = entry.indexOf('=')
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
}

/** A learner may have left the file broken; then the engine's settings are those that it started with, which nobody can read. */
async function settingsOf(environment: Exec, host: string): Promise<Record<string, unknown>> {
  const argv = ['sh', '-c', 'cat /etc/docker/daemon.json 2>/dev/null || echo {}']
  const { stdout } = await environment.exec(host, argv, { timeoutMs })
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(stdout)).data ?? {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
