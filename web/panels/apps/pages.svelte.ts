/** The pages of hosts that are open in a run, as tabs; remembered with it. */
import type { WireError } from '../../../server/protocol.ts'
import { recall, remember } from '../../state/remember.ts'
import type { RunStore } from '../../state/run.svelte.ts'

export interface Place {
  host: string
  port: number
  path: string
}

export interface Page extends Place {
  id: string
  /** Ends with a slash; empty until it is known. */
  origin: string
  error: WireError | null
  /** Grows with every reload. */
  turn: number
}

export interface Pages {
  readonly all: Page[]
  readonly selected: Page | undefined
  select(id: string): void
  /** Opens a place, or turns to it where it is open. */
  open(place: Place): Promise<void>
  reload(id: string): Promise<void>
  close(id: string): void
}

const isPlaces = (value: unknown): value is Place[] =>
  Array.isArray(value) &&
  value.every((one: Partial<Place> | null) => typeof one?.host === 'string' && Number(one.port) > 0)

export function createPages(run: RunStore): Pages {
  const kept = `pages:${run.id}`
  let all = $state.raw<Page[]>([])
  let chosen = $state('')
  const idOf = ({ host, port }: Place) => `${host}-${port}`
  const put = (id: string, change: Partial<Page>) => {
    all = all.map((page) => (page.id === id ? { ...page, ...change } : page))
    remember(
      kept,
      all.map(({ host, port, path }) => ({ host, port, path })),
    )
  }
  const ask = async (page: Page) => {
    const { host, port } = page
    const result = await run.connection.ask('app:open', { run: run.id, host, port })
    const turn = page.turn + 1
    put(page.id, result.ok ? { origin: result.value, error: null, turn } : { error: result.error })
  }
  const open = async (place: Place) => {
    const id = idOf(place)
    chosen = id
    if (all.some((page) => page.id === id)) put(id, { path: place.path })
    else all = [...all, { ...place, id, origin: '', error: null, turn: 0 }]
    const page = all.find((one) => one.id === id)
    if (page) await ask(page)
  }
  const restore = async () => {
    const places = recall(kept, [], isPlaces)
    for (const place of places) await open(place)
    chosen = all[0]?.id ?? ''
  }
  void restore()
  return {
    get all() {
      return all
    },
    get selected() {
      return all.find((page) => page.id === chosen) ?? all[0]
    },
    select: (id) => (chosen = id),
    open,
    async reload(id) {
      const page = all.find((one) => one.id === id)
      if (page) await ask(page)
    },
    close(id) {
      all = all.filter((page) => page.id !== id)
      put('', {})
    },
  }
}
