/** The terminals of one run as tabs: which is chosen, which have ended, and how one is opened or typed into. */
import type { TerminalView, WireError } from '../../server/protocol.ts'
import { isNumber, isString, recall, remember } from '../state/remember.ts'
import type { RunStore, Size } from '../state/run.svelte.ts'

export interface Tab {
  view: TerminalView
  /** The shell has ended; the tab stays until it is dismissed. */
  ended: boolean
}

export interface Desk {
  readonly tabs: Tab[]
  readonly selected: string
  /** Ids of the terminals that are seen, from left to right; the chosen one is among them. */
  readonly shown: readonly string[]
  readonly opening: boolean
  readonly error: WireError | null
  /** Id of a terminal that should take the focus as soon as it can, and then empty this. */
  wantsFocus: string
  readonly fontSize: number
  /** Held by the touch row until the next key. */
  control: boolean
  /** Size of the last terminal that was fitted, for those opened next. */
  size: Size
  select(id: string, focus?: boolean): void
  /** Two side by side: another that is open, or a new one, on another host where there is one. Then one again. */
  toggleSplit(): Promise<void>
  /** Takes the focus unless it opens by itself. */
  open(host: string, focus?: boolean): Promise<TerminalView | undefined>
  /** Types into the chosen terminal if it is on that host, else into another of it, else into a new one. */
  type(host: string, text: string): Promise<void>
  input(id: string, data: string): void
  ended(id: string): void
  dismiss(id: string): void
  zoom(by: number): void
  clearError(): void
}

const FONT = { least: 10, most: 24, usual: 14 }

export function createDesk(run: RunStore): Desk {
  const place = `terminal:${run.id}`
  let chosen = $state(recall(place, '', isString))
  /** The one beside the chosen one, and on which side. */
  let other = $state<{ id: string; side: 'left' | 'right' } | null>(null)
  let kept = $state.raw<TerminalView[]>([])
  let opening = $state(false)
  let error = $state.raw<WireError | null>(null)
  let wantsFocus = $state('')
  let fontSize = $state(recall('terminal-font', FONT.usual, isNumber))
  let control = $state(false)
  let size: Size = { cols: 80, rows: 24 }

  const tabs = $derived.by<Tab[]>(() => {
    const open = run.state.live.terminals
    const ended = kept.filter((view) => !open.some((other) => other.id === view.id))
    return [
      ...open.map((view) => ({ view, ended: false })),
      ...ended.map((view) => ({ view, ended: true })),
    ]
  })
  const selected = $derived(
    tabs.some((tab) => tab.view.id === chosen) ? chosen : (tabs[0]?.view.id ?? ''),
  )

  const beside = $derived(
    other && other.id !== selected && tabs.some((tab) => tab.view.id === other?.id) ? other : null,
  )
  const shown = $derived(
    beside === null
      ? [selected]
      : beside.side === 'left'
        ? [beside.id, selected]
        : [selected, beside.id],
  )

  const select = (id: string, focus = false) => {
    // The two keep their places when the other one is chosen.
    if (beside?.id === id) {
      other = { id: selected, side: beside.side === 'left' ? 'right' : 'left' }
    }
    chosen = id
    remember(place, id)
    if (focus) wantsFocus = id
  }

  const open = async (host: string, focus = true) => {
    if (opening) return undefined
    opening = true
    const result = await run.openTerminal(host, size)
    opening = false
    error = result.ok ? null : result.error
    if (!result.ok) return undefined
    select(result.value.id, focus)
    return result.value
  }

  const input = (id: string, data: string) =>
    run.connection.tell('terminal:input', { run: run.id, terminal: id, data })

  return {
    get tabs() {
      return tabs
    },
    get selected() {
      return selected
    },
    get shown() {
      return shown
    },
    get opening() {
      return opening
    },
    get error() {
      return error
    },
    get wantsFocus() {
      return wantsFocus
    },
    set wantsFocus(id) {
      wantsFocus = id
    },
    get fontSize() {
      return fontSize
    },
    get control() {
      return control
    },
    set control(on) {
      control = on
    },
    get size() {
      return size
    },
    set size(next) {
      size = next
    },
    select,
    open,
    async toggleSplit() {
      if (beside) {
        other = null
        return
      }
      const first = selected
      const host = tabs.find((tab) => tab.view.id === first)?.view.host
      if (host === undefined) return
      const others = tabs.filter((tab) => tab.view.id !== first && !tab.ended)
      const second = others.find((tab) => tab.view.host !== host) ?? others[0]
      const elsewhere = run.state.run?.lab.hosts.find((one) => one !== host)
      const id = second?.view.id ?? (await open(elsewhere ?? host))?.id
      if (id === undefined) return
      other = { id: first, side: 'left' }
      select(id, true)
    },
    async type(host, text) {
      const here = tabs.filter((tab) => !tab.ended && tab.view.host === host)
      const target = here.find((tab) => tab.view.id === selected) ?? here[0]
      const view = target?.view ?? (await open(host))
      if (!view) return
      select(view.id, true)
      input(view.id, text)
    },
    input,
    ended(id) {
      const view = run.state.live.terminals.find((other) => other.id === id)
      if (view && !kept.some((other) => other.id === id)) kept = [...kept, view]
    },
    dismiss(id) {
      kept = kept.filter((view) => view.id !== id)
    },
    zoom(by) {
      fontSize = Math.min(FONT.most, Math.max(FONT.least, fontSize + by))
      remember('terminal-font', fontSize)
    },
    clearError: () => (error = null),
  }
}
