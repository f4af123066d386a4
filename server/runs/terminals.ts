/** The terminals of one run: shells held by the server, so that a reload or a second tab finds them as they were. */
import { AppError } from '../errors.ts'
import type { EntryBody, TerminalView } from '../protocol.ts'
import type { CastRecords, CastWriter } from '../records/ports.ts'
import { createAudience, type Audience, type Listener } from './audience.ts'
import { createCoalescer } from './coalesce.ts'
import { createCommandListener } from './commands.ts'
import type { Shell } from './ports.ts'
import { createPromptListener } from './prompts.ts'
import { createScrollback, type Scrollback } from './scrollback.ts'

export interface TerminalPorts {
  run: string
  hosts(): readonly string[]
  shell(host: string, size: { cols: number; rows: number }): Promise<Shell>
  casts: Pick<CastRecords, 'openCast'>
  record(body: EntryBody): Promise<unknown>
  onChange(): void
  onPrompt(): void
  onTyped(): void
  /** How many may be open at a time. */
  limit: number
  onError(error: unknown): void
}

interface Held {
  view: TerminalView
  shell: Shell
  cast: CastWriter
  audience: Audience
  scrollback: Scrollback
  flush(): void
}

export interface Terminals {
  list(): TerminalView[]
  open(host: string, size: { cols: number; rows: number }): Promise<TerminalView>
  attach(
    id: string,
    client: string,
    listener: Listener,
  ): { terminal: TerminalView; scrollback: string }
  detach(id: string, client: string): void
  input(id: string, data: string): void
  resize(id: string, cols: number, rows: number): Promise<void>
  shown(id: string, client: string, chars: number): void
  close(id: string): void
  closeAll(): Promise<void>
}

export function createTerminals(ports: TerminalPorts): Terminals {
  const held = new Map<string, Held>()
  let opening = 0
  let counter = 0

  const of = (id: string): Held => {
    const terminal = held.get(id)
    if (terminal === undefined) throw new AppError('docker-missing', { what: 'This terminal' })
    return terminal
  }

  const forget = async (terminal: Held) => {
    if (!held.delete(terminal.view.id)) return
    terminal.flush()
    terminal.audience.close()
    ports.onChange()
    await terminal.cast.close()
    const { id, host } = terminal.view
    await ports.record({ type: 'terminal', terminal: id, host, action: 'closed' })
  }

  const hold = async (host: string, size: { cols: number; rows: number }): Promise<Held> => {
    const nth = [...held.values()].filter((other) => other.view.host === host).length + 1
    const view: TerminalView = {
      id: `${host}-${Date.now().toString(36)}${(counter++).toString(36)}`,
      host,
      title: nth === 1 ? host : `${host} ${nth}`,
      ...size,
    }
    const { run, onError } = ports
    const cast = await ports.casts.openCast({ run, terminal: view.id, host, ...size, onError })
    const shell = await ports.shell(host, size)
    const audience = createAudience(shell)
    const scrollback = createScrollback()
    const heard = createPromptListener(ports.onPrompt)
    const told = createCommandListener({
      onCommand(text, exit) {
        ports.record({ type: 'command', terminal: view.id, host, text, exit }).catch(onError)
      },
      now: () => performance.now(),
    })
    const out = createCoalescer((data) => {
      scrollback.add(data)
      cast.output(data)
      audience.send(data)
    })
    shell.onData((data) => {
      // The record of a command is begun before the checks that its prompt leads to.
      told(data)
      heard(data)
      out.add(data)
    })
    return { view, shell, cast, audience, scrollback, flush: out.flush }
  }

  return {
    list: () => [...held.values()].map((terminal) => terminal.view),
    async open(host, size) {
      if (!ports.hosts().includes(host)) {
        throw new AppError('bad-request', { reason: `there is no host "${host}"` })
      }
      if (held.size + opening >= ports.limit)
        throw new AppError('terminal-limit', { limit: ports.limit })
      opening += 1
      try {
        const terminal = await hold(host, size)
        held.set(terminal.view.id, terminal)
        terminal.shell.onClose(() => void forget(terminal).catch(ports.onError))
        const { id } = terminal.view
        await ports.record({ type: 'terminal', terminal: id, host, action: 'opened' })
        ports.onChange()
        return terminal.view
      } finally {
        opening -= 1
      }
    },
    attach(id, client, listener) {
      const terminal = of(id)
      terminal.flush()
      terminal.audience.leave(client)
      terminal.audience.join(client, listener)
      return { terminal: terminal.view, scrollback: terminal.scrollback.text() }
    },
    detach: (id, client) => held.get(id)?.audience.leave(client),
    input(id, data) {
      const terminal = of(id)
      terminal.cast.input(data)
      terminal.shell.write(data)
      ports.onTyped()
    },
    async resize(id, cols, rows) {
      const terminal = of(id)
      if (terminal.view.cols === cols && terminal.view.rows === rows) return
      terminal.view.cols = cols
      terminal.view.rows = rows
      terminal.cast.resize(cols, rows)
      await terminal.shell.resize(cols, rows)
    },
    shown: (id, client, chars) => held.get(id)?.audience.shown(client, chars),
    close: (id) => of(id).shell.close(),
    async closeAll() {
      const all = [...held.values()]
      for (const terminal of all) terminal.shell.close()
      await Promise.all(all.map(forget))
    },
  }
}
