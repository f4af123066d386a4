import type { Duplex } from 'node:stream'
import type { Evidence, Executed, Probe } from '../../labs/define.ts'
import type { Ran } from '../../labs/questions.ts'
import type { HostState, LabState } from '../../labs/topology/state.ts'
import { sameImage } from '../../labs/topology/names.ts'
import { AppError } from '../errors.ts'
import { foresee } from '../provision/foresee.ts'
import { planned } from '../provision/planned.ts'
import { hostProgress } from '../provision/progress.ts'
import { reconcile } from '../provision/reconcile.ts'
import { isInSwarm } from '../provision/shared.ts'
import type { Desired } from '../provision/state.ts'
import type { Environment, ExecOptions, HostEvent, ProvisionOptions, Shell } from '../runs/ports.ts'
import type { PlanStep } from '../protocol.ts'
import { InnerClients } from './clients.ts'
import { discardHost } from './discard.ts'
import { followEvents } from './events.ts'
import { runInHost } from './hostexec.ts'
import { lookInside } from './inner/look.ts'
import { observeRun, unlessSilent } from './observe.ts'
import { putHostBack } from './probe/notes.ts'
import { EnvironmentProbe, type ProbeWorld } from './probe/probe.ts'
import type { Room } from './room.ts'
import { dockerRuntime, missing } from './runtime.ts'
import { openShell } from './shell.ts'
import { removeLabelled } from './sweep.ts'
import { dialPort } from './tunnel.ts'
import { firstWire } from './wires.ts'
import { probeWorld } from './world.ts'

/** One run on the Docker side. Holds connections, no state: everything else is on the engines. */
export class DockerEnvironment implements Environment {
  private readonly room: Room
  private readonly desired: Desired
  private readonly clients: InnerClients
  private readonly world: ProbeWorld

  constructor(room: Room, desired: Desired) {
    this.room = room
    this.desired = desired
    this.clients = new InnerClients(room.engine.docker, desired)
    this.world = probeWorld(room, desired, this.clients)
  }

  provision(options: ProvisionOptions): Promise<void> {
    return this.reconcile(options, true)
  }

  apply(options: ProvisionOptions): Promise<void> {
    return this.reconcile(options, false)
  }

  private async reconcile(options: ProvisionOptions, keepBegun: boolean): Promise<void> {
    this.refuseUnknownImages()
    const progress = hostProgress(
      this.hosts(),
      options.onProgress,
      (host) => this.desired.hosts[host]?.wanted.dependsOn ?? [],
    )
    const runtime = dockerRuntime(this.room, this.desired, this.clients)
    await reconcile(this.desired, runtime, { signal: options.signal, progress, keepBegun })
    progress.finished()
  }

  async plan(): Promise<PlanStep[]> {
    this.refuseUnknownImages()
    const actual = await observeRun(this.room, this.desired, (host) => this.observeHost(host))
    return foresee(this.desired, actual).map(planned)
  }

  async observe(): Promise<LabState> {
    const looks = await Promise.all(
      this.hosts().map(async (host) => [host, await unlessSilent(this.observeHost(host))] as const),
    )
    const answered = looks.flatMap(([host, state]) => (state ? [[host, state] as const] : []))
    return { hosts: Object.fromEntries(answered) }
  }

  observeHost(host: string): Promise<HostState> {
    return lookInside(this.world.client(host), { inSwarm: isInSwarm(this.desired, host) })
  }

  shell(host: string, size: { cols: number; rows: number }): Promise<Shell> {
    const { engine, helper, log } = this.room
    return openShell(engine.docker, helper, this.world.container(host), {
      ...size,
      onTrouble: (error) => log.warn({ run: this.desired.run, host, error }, 'a shell did not end'),
    })
  }

  exec(host: string, argv: string[], options: ExecOptions = {}): Promise<Executed> {
    const { engine, helper } = this.room
    const at = { id: this.world.container(host), name: host }
    return runInHost(engine.docker, helper, at, argv, options)
  }

  async dial(host: string, port: number): Promise<Duplex> {
    const wanted = this.desired.hosts[host]
    if (wanted === undefined) throw new AppError('port-closed', { host, port })
    return dialPort(this.room, wanted, firstWire(this.desired, host), port)
  }

  async discard(host: string): Promise<void> {
    await discardHost(this.room.engine.docker, this.world.container(host))
  }

  async putBack(): Promise<void> {
    await Promise.all(this.hosts().map((host) => putHostBack(this.world.power, host)))
  }

  events(signal: AbortSignal, listener: (event: HostEvent) => void): void {
    for (const host of this.hosts()) {
      followEvents(this.clients.of(host), host, signal, listener).catch((error: unknown) => {
        this.room.log.warn({ run: this.desired.run, host, error }, 'events are not followed')
      })
    }
  }

  probe(
    keep: (evidence: Evidence) => void,
    answer: string | undefined,
    signal: AbortSignal,
    typed?: (host: string) => readonly Ran[],
  ): Probe {
    return new EnvironmentProbe(this.world, keep, answer, signal, typed)
  }

  digests(): Record<string, string> {
    const { digests } = this.room.prepared
    const images = Object.values(this.desired.hosts).flatMap((host) => host.images)
    const given = Object.entries(digests).filter(([name]) =>
      images.some((image) => sameImage(image, name)),
    )
    return Object.fromEntries(given)
  }

  close(): void {
    this.clients.close()
  }

  async destroy(): Promise<void> {
    this.close()
    await removeLabelled(this.room.engine.docker, `slipway.run=${this.desired.run}`)
  }

  private hosts(): string[] {
    return Object.keys(this.desired.hosts)
  }

  /** Before anything is made: an image that nobody has would only fail later. */
  private refuseUnknownImages(): void {
    const { known } = this.room.prepared
    for (const { images } of Object.values(this.desired.hosts)) {
      for (const image of images) {
        if (!known.some((name) => sameImage(name, image))) throw missing(this.room, image)
      }
    }
  }
}
