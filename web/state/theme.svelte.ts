import { forget, recall, remember } from './remember.ts'

export type Theme = 'light' | 'dark' | 'system'

const isTheme = (value: unknown): value is Theme =>
  value === 'light' || value === 'dark' || value === 'system'

export interface ThemeStore {
  readonly choice: Theme
  set(choice: Theme): void
  /** From what is seen now to the other one. */
  toggle(): void
  readonly isDark: boolean
}

/** The system's preference until the person chooses; the choice is remembered. */
export function createTheme(): ThemeStore {
  let choice = $state<Theme>(recall('theme', 'system', isTheme))
  const system = matchMedia('(prefers-color-scheme: dark)')
  let systemDark = $state(system.matches)
  const isDark = $derived(choice === 'system' ? systemDark : choice === 'dark')
  const show = () => (document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light')
  // theme.js has done the same before the first paint, where the page has it.
  show()
  system.addEventListener('change', () => {
    systemDark = system.matches
    show()
  })

  const set = (next: Theme) => {
    choice = next
    if (next === 'system') forget('theme')
    else remember('theme', next)
    show()
  }
  return {
    get choice() {
      return choice
    },
    get isDark() {
      return isDark
    },
    set,
    toggle: () => set(isDark ? 'light' : 'dark'),
  }
}
