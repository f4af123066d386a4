import { isIP } from 'node:net'
import { ProbeError, type Place, type Reached } from '../../../labs/define.ts'

/** What is needed to ask as a program in a container would: its two files, and a way to ask a name server from there. */
export interface Resolver {
  read(path: string): Promise<string>
  /** Runs one of our own tools in the network namespace. */
  run(argv: string[]): Promise<{ code: number; stdout: string; stderr: string }>
}

/** Looks a name up in /etc/hosts, then at the name servers of /etc/resolv.conf, with its search domains. */
export async function resolveName(resolver: Resolver, name: string): Promise<Reached> {
  if (isIP(name) !== 0) return { ok: true, addresses: [name], detail: 'it is an address' }
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name)) throw new ProbeError(`${name} is not a name`)
  const known = fromHosts(await resolver.read('/etc/hosts'), name)
  if (known.length > 0) return { ok: true, addresses: known, detail: '/etc/hosts' }
  const { servers, search } = fromResolvConf(await resolver.read('/etc/resolv.conf'))
  let detail = 'no name server is set'
  for (const server of servers) {
    for (const candidate of [name, ...search.map((domain) => `${name}.${domain}`)]) {
      // Our own tool has no time limit for a server that is silent.
      const argv = ['timeout', '2', 'drill', `@${server}`, candidate, 'A']
      const { code, stdout, stderr } = await resolver.run(argv)
      const addresses = fromDrill(stdout)
      detail = `${server}: ${code === 124 ? 'no answer' : (rcode(stdout) ?? stderr.trim())}`
      if (addresses.length > 0) return { ok: true, addresses, detail }
    }
  }
  return { ok: false, detail }
}

export function fromHosts(text: string, name: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    return address && isIP(address) === 4 && names.includes(name) ? [address] : []
  })
}

export function fromResolvConf(text: string): { servers: string[]; search: string[] } {
  const servers: string[] = []
  let search: string[] = []
  for (const line of text.split('\n')) {
    const [key, ...values] = line.trim().split(/\s+/)
    // Resolvers look at three servers at most.
    if (key === 'nameserver' && values[0] && isIP(values[0]) === 4) servers.push(values[0])
    if (key === 'search') search = values.filter((value) => /^[A-Za-z0-9.-]+$/.test(value))
  }
  return { servers: servers.slice(0, 3), search: search.slice(0, 3) }
}

/** Addresses in the answer section of drill's output. */
export function fromDrill(text: string): string[] {
  const answer = /;; ANSWER SECTION:\n([\s\S]*?)\n\n/.exec(text)?.[1] ?? ''
  return [...answer.matchAll(/^\S+\s+\d+\s+IN\s+A\s+(\S+)$/gm)].flatMap(([, a]) => a ?? [])
}

function rcode(text: string): string | undefined {
  return /rcode: (\w+)/.exec(text)?.[1]
}

/** The files of a container, or of the host itself. */
export function fileOf(from: { host: string; container?: string }, path: string): Place {
  return from.container === undefined
    ? { host: from.host, path }
    : { host: from.host, container: from.container, path }
}
