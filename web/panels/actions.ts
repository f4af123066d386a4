/** Everything that can be done on the run page: for its key, the command palette and the sheet of shortcuts alike. */
import type { StepProgress } from '../state/progress.ts'
import type { Reset } from './resets.ts'
import type { Pane } from './views.ts'

/** What the actions work on. */
export interface RunDoings {
  hosts: readonly string[]
  steps: readonly StepProgress[]
  current: StepProgress | undefined
  /** Whether the hosts answer. */
  live: boolean
  ended: boolean
  split: boolean
  show(pane: Pane): void
  help(): void
  commands(): void
  check(): void
  terminal(host: string): void
  toggleSplit(): void
  zoom(by: number): void
  reset(reset: Reset): void
  theme(): void
  end(): void
}

export interface RunAction {
  id: string
  title: string
  group: 'Find' | 'Go to' | 'Work' | 'Put back'
  /** As in `web/ui/keys.ts`; single keys are no keys where somebody types. */
  keys?: string
  run(): void
}

export function runActions(doings: RunDoings): RunAction[] {
  const { show, live } = doings
  return [
    {
      id: 'commands',
      title: 'All commands',
      group: 'Find',
      keys: 'F1 Mod+K',
      run: doings.commands,
    },
    { id: 'help', title: 'Keyboard', group: 'Find', keys: '?', run: doings.help },
    {
      id: 'terminals',
      title: 'Show the terminals',
      group: 'Go to',
      keys: 'Alt+1',
      run: () => show('terminals'),
    },
    {
      id: 'files',
      title: 'Show the files of a host',
      group: 'Go to',
      keys: 'Alt+2',
      run: () => show('files'),
    },
    {
      id: 'pages',
      title: 'Show pages of the hosts',
      group: 'Go to',
      keys: 'Alt+3',
      run: () => show('pages'),
    },
    { id: 'map', title: 'Show the map', group: 'Go to', keys: 'Alt+4', run: () => show('map') },
    ...(live ? working(doings) : []),
    { id: 'theme', title: 'Change between light and dark', group: 'Work', run: doings.theme },
    ...(doings.ended
      ? []
      : [{ id: 'end', title: 'End this run…', group: 'Put back' as const, run: doings.end }]),
  ]
}

function working(doings: RunDoings): RunAction[] {
  const { hosts, steps, current } = doings
  const own: RunAction[] = [
    ...(current
      ? [
          {
            id: 'check',
            title: `Check step ${current.number}`,
            group: 'Work' as const,
            keys: 'Mod+Enter',
            run: doings.check,
          },
        ]
      : []),
    ...hosts.map((host): RunAction => ({
      id: `terminal ${host}`,
      title: `New terminal on ${host}`,
      group: 'Work',
      run: () => doings.terminal(host),
    })),
    {
      id: 'split',
      title: doings.split ? 'Show one terminal' : 'Show two terminals side by side',
      group: 'Work',
      run: doings.toggleSplit,
    },
    { id: 'larger', title: 'Larger terminal text', group: 'Work', run: () => doings.zoom(1) },
    { id: 'smaller', title: 'Smaller terminal text', group: 'Work', run: () => doings.zoom(-1) },
  ]
  const back: RunAction[] = [
    ...hosts.map((host): RunAction => ({
      id: `reset ${host}`,
      title: `Reset ${host}…`,
      group: 'Put back',
      run: () => doings.reset({ what: 'host', host }),
    })),
    ...steps
      .filter((step) => step.passedAt !== undefined || step === current)
      .map((step): RunAction => ({
        id: `back ${step.view.id}`,
        title: `Go back to the beginning of step ${step.number}…`,
        group: 'Put back',
        run: () => doings.reset({ what: 'step', step }),
      })),
    ...steps
      .filter((step) => step.state === 'waiting')
      .map((step): RunAction => ({
        id: `catch-up ${step.view.id}`,
        title: `Catch up to step ${step.number}: ${step.view.title}…`,
        group: 'Put back',
        run: () => doings.reset({ what: 'catch-up', step }),
      })),
  ]
  return [...own, ...back]
}
