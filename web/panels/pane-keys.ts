/**
 * Keys that hold on the whole run page. F6 walks the panes and F1 lists the commands, also from a terminal. `?` alone can
 * be switched off, because people who speak to their computer press single letters without meaning to.
 */
import { means } from '../ui/keys.ts'
import type { RunAction } from './actions.ts'

export function paneKeys(page: {
  actions(): readonly RunAction[]
  singleKeys(): boolean
}): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === 'F6') {
      event.preventDefault()
      walk(event.shiftKey ? -1 : 1)
      return
    }
    if (document.querySelector('dialog[open]')) return
    if (isTyping(event.target) && event.key !== 'F1') return
    if (event.key === '?' && !page.singleKeys()) return
    const found = page.actions().find(({ keys }) => keys !== undefined && means(keys, event))
    if (!found) return
    event.preventDefault()
    found.run()
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  )
}

function walk(by: number): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  )
  const at = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(at + by + panes.length) % panes.length]
  const wanted = [...(next?.querySelectorAll<HTMLElement>(next.dataset['pane'] ?? '') ?? [])]
  wanted.find((element) => element.offsetParent !== null)?.focus()
}
