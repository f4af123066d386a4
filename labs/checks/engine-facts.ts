/** What a running engine says of itself, under the names that daemon.json has for it. */
import { ProbeError, type Probe } from '../define.ts'

type Info = Record<string, unknown>

interface Fact {
  /** Where the engine tells it; undefined where it does not. */
  read(info: Info, probe: Probe, host: string): unknown
}

const of = (key: string): Fact => ({ read: (info) => info[key] })

export const engineFacts = {
  'storage-driver': of('Driver'),
  debug: of('Debug'),
  'live-restore': of('LiveRestoreEnabled'),
  'log-driver': of('LoggingDriver'),
  'data-root': of('DockerRootDir'),
  labels: of('Labels'),
  experimental: of('ExperimentalBuild'),
  'default-runtime': of('DefaultRuntime'),
  'cluster-store': of('ClusterStore'),
  'cluster-advertise': of('ClusterAdvertise'),
  'registry-mirrors': { read: (info) => registries(info)?.['Mirrors'] },
  'insecure-registries': { read: insecure },
  bip: { read: async (_, probe, host) => (await defaultBridge(probe, host)).address },
  mtu: { read: async (_, probe, host) => (await defaultBridge(probe, host)).mtu },
} as const satisfies Record<string, Fact>

export type EngineKey = keyof typeof engineFacts

export const engineKeys = Object.keys(engineFacts) as [EngineKey, ...EngineKey[]]

/** @throws ProbeError where the engine does not answer */
export async function engineFact(key: EngineKey, host: string, probe: Probe): Promise<unknown> {
  const info = await asked(probe, host, '/info')
  const fact: Fact = engineFacts[key]
  return (await fact.read(info, probe, host)) ?? null
}

async function asked(probe: Probe, host: string, path: string): Promise<Info> {
  const { status, body } = await probe.api(host, path)
  if (status === 200 && typeof body === 'object' && body !== null) return body as Info
  throw new ProbeError(`the engine of ${host} answered ${status} to ${path}`)
}

function registries(info: Info): Info | undefined {
  return info['RegistryConfig'] as Info | undefined
}

/** Addresses without TLS: networks, and single registries; loopback is always among them. */
function insecure(info: Info): string[] {
  const config = registries(info)
  const networks = (config?.['InsecureRegistryCIDRs'] as unknown[] | undefined) ?? []
  const single = Object.entries(
    (config?.['IndexConfigs'] as Record<string, Info> | undefined) ?? {},
  )
  return [
    ...networks.map(String),
    ...single.filter(([, index]) => index['Secure'] === false).map(([name]) => name),
  ]
}

async function defaultBridge(probe: Probe, host: string) {
  const bridge = await asked(probe, host, '/networks/bridge')
  const ipam = bridge['IPAM'] as { Config?: { Subnet?: string; Gateway?: string }[] } | undefined
  const [first] = ipam?.Config ?? []
  const prefix = first?.Subnet?.split('/')[1]
  const options = bridge['Options'] as Record<string, string> | undefined
  const device = options?.['com.docker.network.bridge.name'] ?? 'docker0'
  const gateway = first?.Gateway ?? (await addressOf(device, host, probe))
  return {
    address: gateway && prefix ? `${gateway}/${prefix}` : undefined,
    mtu: options?.['com.docker.network.driver.mtu'],
  }
}

/** An engine does not always tell the gateway that it chose itself. */
async function addressOf(device: string, host: string, probe: Probe): Promise<string | undefined> {
  const { devices } = await probe.namespace({ host }, '')
  return devices.find(({ name }) => name === device)?.addresses[0]
}
