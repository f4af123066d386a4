import { StringDecoder } from 'node:string_decoder'
import type { Duplex } from 'node:stream'
import type Dockerode from 'dockerode'
import type { Shell } from '../runs/ports.ts'
import { dockerCall } from './client.ts'
import type { Helper } from './helper.ts'
import { endExec } from './processes.ts'

export interface ShellOptions {
  cols: number
  rows: number
  /** Told when closing a shell failed; the shell may then live on in its host until the run ends. */
  onTrouble(error: unknown): void
}

/** A login shell with a terminal in a host, as root in /root. */
export async function openShell(
  docker: Dockerode,
  helper: Helper,
  hostId: string,
  { cols, rows, onTrouble }: ShellOptions,
): Promise<Shell> {
  const exec = await dockerCall(() =>
    docker.getContainer(hostId).exec({
      Cmd: ['bash', '-l'],
      Tty: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      WorkingDir: '/root',
      User: 'root',
      Env: ['TERM=xterm-256color', 'LANG=C.UTF-8', `COLUMNS=${cols}`, `LINES=${rows}`],
    }),
  )
  const stream = await dockerCall(() => exec.start({ hijack: true, stdin: true, Tty: true }))
  const shell = new HostShell(exec, stream, helper, onTrouble)
  await shell.resize(cols, rows)
  return shell
}

class HostShell implements Shell {
  private readonly exec: Dockerode.Exec
  private readonly stream: Duplex
  private readonly helper: Helper
  private readonly onTrouble: (error: unknown) => void
  private readonly decoder = new StringDecoder('utf8')
  private readonly closeListeners: (() => void)[] = []
  private gone = false

  constructor(
    exec: Dockerode.Exec,
    stream: Duplex,
    helper: Helper,
    onTrouble: (error: unknown) => void,
  ) {
    this.exec = exec
    this.stream = stream
    this.helper = helper
    this.onTrouble = onTrouble
    // Paused until somebody listens, so that the first prompt is not lost.
    stream.pause()
    stream.once('end', () => this.ended())
    stream.once('close', () => this.ended())
    stream.once('error', () => this.ended())
  }

  write(data: string): void {
    if (!this.gone) this.stream.write(data)
  }

  async resize(cols: number, rows: number): Promise<void> {
    if (!this.gone) await dockerCall(() => this.exec.resize({ w: cols, h: rows }))
  }

  pause(): void {
    this.stream.pause()
  }

  resume(): void {
    this.stream.resume()
  }

  onData(listener: (data: string) => void): void {
    this.stream.on('data', (chunk: Buffer) => {
      const text = this.decoder.write(chunk)
      if (text !== '') listener(text)
    })
    this.stream.resume()
  }

  onClose(listener: () => void): void {
    if (this.gone) listener()
    else this.closeListeners.push(listener)
  }

  close(): void {
    endExec(this.exec, this.helper).catch(this.onTrouble)
    this.stream.destroy()
    this.ended()
  }

  private ended(): void {
    if (this.gone) return
    this.gone = true
    for (const listener of this.closeListeners) listener()
  }
}
