/** The socket: each event's payload is checked, the client's right to the run is checked, and the run is called. */
import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { AppError } from './errors.ts'
import { payloads, type EventName, type Payload } from './payloads.ts'
import type { ClientToServer, Joined, ServerToClient } from './protocol.ts'
import type { Run } from './runs/run-ports.ts'
import { answering } from './socket/answer.ts'
import { listenToProofs, type ProofPorts } from './socket/proofs.ts'

export interface SocketPorts extends ProofPorts {
  /** A run that goes on. */
  find(id: string): Run | undefined
  /** A run that is over, from its record; AppError `run-unknown`. */
  past(id: string, after: number): Promise<Joined>
  /** As whom the request that opened the socket may enter this run, if at all. */
  entrance(headers: Record<string, unknown>, run: string): 'learner' | 'administrator' | undefined
  /** The address of what listens on a port of a host, for somebody at `origin`. AppError `apps-unnamed`. */
  openApp(target: { run: string; host: string; port: number }, origin: string): string
  originAllowed(headers: Record<string, unknown>): boolean
}

type Client = Socket<ClientToServer, ServerToClient>
type Who = 'learner' | 'administrator'
type Handlers = {
  [Name in EventName]: (
    payload: Payload<Name>,
    client: Client,
    run: Run,
    who: Who,
    ports: SocketPorts,
  ) => unknown
}

const handlers: Handlers = {
  'run:join': async ({ run: id, after }, client, run) => {
    const data = client.data as { joined?: Map<string, () => void> }
    data.joined ??= new Map()
    data.joined.get(id)?.()
    data.joined.set(
      id,
      run.subscribe({
        entry: (entry) => client.emit('run:entry', { run: id, entry }),
        live: (live) => client.emit('run:live', { run: id, live }),
      }),
    )
    return run.join(after)
  },
  'run:retry': (_, __, run) => void run.start(),
  'run:extend': (_, __, run) => run.extend(),
  'run:end': (_, __, run, who) => void run.end(who),
  'check:ask': ({ step }, _, run) => run.ask(step),
  'check:answer': ({ step, check, text }, _, run) => run.answer(step, check, text),
  'hint:take': ({ step, hint }, _, run) => run.hint(step, hint),
  'reset:host': ({ host }, _, run) => run.replays.resetHost(host),
  'reset:step': ({ step }, _, run) => run.replays.resetStep(step),
  'catch-up': ({ step }, _, run) => run.replays.catchUp(step),
  'app:open': (target, client, _, __, ports) =>
    ports.openApp(target, client.handshake.headers.origin ?? ''),
  'file:list': ({ host, path }, _, run) => run.files.list(host, path),
  'file:read': ({ host, path }, _, run) => run.files.read(host, path),
  'file:save': ({ host, path, text, version }, _, run) => run.files.save(host, path, text, version),
  'file:folder': ({ host, path }, _, run) => run.files.folder(host, path),
  'file:move': ({ host, path, to }, _, run) => run.files.move(host, path, to),
  'file:remove': ({ host, path }, _, run) => run.files.remove(host, path),
  'terminal:open': ({ host, cols, rows }, _, run) => run.terminals.open(host, { cols, rows }),
  'terminal:attach': ({ terminal }, client, run) =>
    run.terminals.attach(terminal, client.id, {
      data: (data) => client.emit('terminal:data', { terminal, data }),
      gone: (why) => client.emit('terminal:gone', { terminal, why }),
    }),
  'terminal:detach': ({ terminal }, client, run) => run.terminals.detach(terminal, client.id),
  'terminal:input': ({ terminal, data }, _, run) => run.terminals.input(terminal, data),
  'terminal:resize': ({ terminal, cols, rows }, _, run) =>
    run.terminals.resize(terminal, cols, rows),
  'terminal:shown': ({ terminal, chars }, client, run) =>
    run.terminals.shown(terminal, client.id, chars),
  'terminal:close': ({ terminal }, _, run) => run.terminals.close(terminal),
}

export function serveSocket(http: HttpServer, ports: SocketPorts): Server {
  const io = new Server<ClientToServer, ServerToClient>(http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: 1024 * 1024,
    allowRequest: (request, decide) => decide(null, ports.originAllowed(request.headers)),
  })
  io.on('connection', (client) => {
    for (const name of Object.keys(payloads) as EventName[]) listen(client, name, ports)
    listenToProofs(client, ports)
    client.on('disconnect', () => leave(client, ports))
  })
  return io
}

function listen<Name extends EventName>(client: Client, name: Name, ports: SocketPorts): void {
  const handle = async (raw: unknown): Promise<unknown> => {
    const parsed = payloads[name].safeParse(raw)
    if (!parsed.success) throw new AppError('bad-request', { reason: parsed.error.message })
    const payload = parsed.data as Payload<Name>
    const who = ports.entrance(client.handshake.headers, payload.run)
    if (who === undefined) throw new AppError('not-allowed')
    const run = ports.find(payload.run)
    if (run !== undefined) return handlers[name](payload, client, run, who, ports)
    if (name === 'run:join') return ports.past(payload.run, (payload as Payload<'run:join'>).after)
    throw new AppError('run-over')
  }
  client.on(name as string as 'run:join', answering(handle, ports.onError))
}

function leave(client: Client, ports: SocketPorts): void {
  const { joined } = client.data as { joined?: Map<string, () => void> }
  for (const [id, unsubscribe] of joined ?? []) {
    unsubscribe()
    const terminals = ports.find(id)?.terminals
    for (const terminal of terminals?.list() ?? []) terminals?.detach(terminal.id, client.id)
  }
}
