/** What the review pages are given, as a server with a few finished runs would answer. */
import type { Outcome } from '../../labs/define.ts'
import type { Administration, Entry, EntryBody, RunRecord, RunRow } from '../../server/protocol.ts'
import { labView } from './lab-view.ts'

const START = Date.UTC(2026, 4, 12, 9, 30)
const MINUTE = 60_000

export function row(over: Partial<RunRow> = {}): RunRow {
  return {
    run: 'run-1',
    lab: 'default-bridge',
    title: 'The default bridge',
    learner: 'Ada Lovelace',
    status: 'ended',
    reason: 'learner',
    startedAt: START,
    endedAt: START + 14 * MINUTE,
    passed: 2,
    steps: 2,
    hints: 1,
    caughtUp: 0,
    failures: 2,
    ...over,
  }
}

const LEARNERS = ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Barbara Liskov', 'Ken Thompson']
const LABS = ['The default bridge', 'Reach a container across networks', 'Back up a volume']
const STATES: Partial<RunRow>[] = [
  { status: 'ended', reason: 'learner', passed: 6 },
  { status: 'ready', passed: 3 },
  { status: 'ended', reason: 'time', passed: 4 },
  { status: 'failed', passed: 0 },
  { status: 'idle', passed: 1 },
]

/** As many rows as asked, always the same ones. */
export function rows(many: number): RunRow[] {
  return Array.from({ length: many }, (_, index) => {
    const state = STATES[index % STATES.length] ?? {}
    const startedAt = START - index * 17 * MINUTE
    const live = state.status === 'ready' || state.status === 'idle'
    const { reason: _reason, endedAt: _endedAt, ...base } = row()
    return {
      ...base,
      ...state,
      ...(live ? {} : { endedAt: startedAt + (5 + (index % 40)) * MINUTE }),
      run: `run-${String(index + 1)}`,
      learner: `${LEARNERS[index % LEARNERS.length] ?? ''}${index < 5 ? '' : ` ${String(index)}`}`,
      title: LABS[index % LABS.length] ?? '',
      lab: `lab-${String(index % LABS.length)}`,
      steps: 6,
      startedAt,
      failures: index % 7,
      hints: index % 3,
    }
  })
}

export function outcome(over: Partial<Outcome> = {}): Outcome {
  return {
    verdict: 'pass',
    expected: 'container1 is on bridge',
    found: 'container1 is on bridge with 172.17.0.2',
    sentence: 'container1 is on the default bridge.',
    evidence: [
      {
        question: 'GET /containers/container1/json',
        answer: JSON.stringify({
          Id: '3f1c0a9b7d2e',
          Name: '/container1',
          State: { Status: 'running', Pid: 1234, ExitCode: 0 },
          Config: { Image: 'busybox', Tty: true, Env: ['PATH=/bin'], Cmd: ['sh'] },
          NetworkSettings: {
            Ports: {},
            Networks: {
              bridge: { IPAddress: '172.17.0.2', Gateway: '172.17.0.1', IPPrefixLen: 16 },
            },
          },
        }),
        ms: 12,
      },
    ],
    ms: 14,
    ...over,
  }
}

function bodies(): [minute: number, body: EntryBody][] {
  const failed = outcome({
    verdict: 'fail',
    expected: 'container1 is on bridge',
    found: 'container1 does not exist',
    sentence: 'There is no container named `container1` yet.',
    evidence: [
      {
        question: 'GET /containers/container1/json',
        answer: '{"message":"No such container: container1"}',
        ms: 9,
      },
    ],
  })
  const ask = (
    step: string,
    check: string,
    result: Outcome,
    trigger: 'prompt' | 'button' = 'prompt',
  ): EntryBody => ({ type: 'outcome', step, check, trigger, outcome: result })
  const open = { terminal: 't1', host: 'host1', action: 'opened' } as const
  const params = { net: 'app_net' }
  const learner = 'Ada Lovelace'
  return [
    [0, { type: 'requested', lab: 'default-bridge', digest: 'd1', seed: '7', learner, params }],
    [0.02, { type: 'status', status: 'ready' }],
    [0.1, { type: 'terminal', ...open }],
    [1, ask('create', 'create.1', failed)],
    [2, ask('create', 'create.1', failed, 'button')],
    [
      3,
      { type: 'hint', step: 'create', hint: 0, text: 'Give the container a name with `--name`.' },
    ],
    [4.5, ask('create', 'create.1', outcome())],
    [4.6, ask('create', 'create.2', outcome({ verdict: 'inconclusive', evidence: [] }))],
    [5, ask('create', 'create.2', outcome())],
    [5.01, { type: 'passed', step: 'create' }],
    [9, ask('look', 'look.1', outcome({ verdict: 'skipped', evidence: [] }))],
    [12, ask('look', 'look.1', outcome())],
    [12.01, { type: 'passed', step: 'look' }],
    [14, { type: 'status', status: 'ended', reason: 'learner' }],
  ]
}

export function entries(): Entry[] {
  return bodies().map(([minute, body], index) => ({
    seq: index + 1,
    at: START + minute * MINUTE,
    body,
    hash: String(index).padStart(64, '0'),
  }))
}

export function record(over: Partial<RunRecord> = {}): RunRecord {
  const startedAt = START + 0.1 * MINUTE
  return {
    row: row(),
    lab: labView(),
    entries: entries(),
    intact: true,
    casts: [
      { terminal: 't1', host: 'host1', startedAt, duration: 13 * MINUTE, bytes: 900, dropped: 0 },
    ],
    ...over,
  }
}

/** A recording of thirteen minutes in which somebody types four commands. */
export function cast(): string {
  const prompt = '\x1b[32mroot@host1\x1b[0m:~# '
  const typed: [minute: number, command: string, answer: string][] = [
    [1.9, 'docker run -itd busybox', '4f2c81d0a6e1\r\n'],
    [4.4, 'docker run -itd --name=container1 busybox', '3f1c0a9b7d2e\r\n'],
    [11.9, 'docker network inspect bridge', '[\r\n  {\r\n    "Name": "bridge"\r\n  }\r\n]\r\n'],
    [12.9, 'docker ps', 'CONTAINER ID   IMAGE     STATUS\r\n'],
  ]
  const events = typed.flatMap(([minute, command, answer]) => {
    const letters = [...command].map((letter, index) => [minute * 60 + index * 0.05, 'o', letter])
    return [...letters, [minute * 60 + 3, 'o', `\r\n${answer}${prompt}`]]
  })
  const header = { version: 2, width: 100, height: 30 }
  return [header, [0, 'o', prompt], ...events].map((line) => JSON.stringify(line)).join('\n')
}

export function administration(over: Partial<Administration> = {}): Administration {
  return {
    engine: {
      where: 'unix:///var/lib/slipway/engine/docker.sock',
      version: '20.10.24',
      managed: true,
      cgroup: 'v1, cgroupfs',
    },
    isolation: {
      level: 'userns',
      words: 'Hosts run in a user namespace: root in a host is an ordinary user outside.',
    },
    machine: [
      { need: 'fuse', words: 'FUSE', here: true },
      { need: 'aufs', words: "This machine's kernel has no aufs.", here: false },
    ],
    limits: { 'Runs at a time': '20', 'Idle time': '30 minutes', 'Memory of a host': '1024 MiB' },
    runs: rows(6),
    unreadable: [],
    images: [
      { name: 'slipway-host', digest: `sha256:${'4b'.repeat(32)}` },
      { name: 'busybox', digest: `sha256:${'9c'.repeat(32)}` },
    ],
    ...over,
  }
}
