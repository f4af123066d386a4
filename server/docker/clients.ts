import type Dockerode from 'dockerode'
import type { Desired } from '../provision/state.ts'
import { InnerClient } from './inner/client.ts'

/** One client for each host of a run, made when it is first needed. */
export class InnerClients {
  private readonly docker: Dockerode
  private readonly desired: Desired
  private readonly clients = new Map<string, InnerClient>()

  constructor(docker: Dockerode, desired: Desired) {
    this.docker = docker
    this.desired = desired
  }

  of(host: string): InnerClient {
    const known = this.clients.get(host)
    if (known) return known
    const spec = this.desired.hosts[host]
    if (!spec) throw new Error(`the lab has no host ${host}`)
    // By name, not by id: it stays right when a host is made again.
    const made = new InnerClient(this.docker, { id: spec.name, name: host })
    this.clients.set(host, made)
    return made
  }

  close(): void {
    for (const client of this.clients.values()) client.close()
    this.clients.clear()
  }
}
