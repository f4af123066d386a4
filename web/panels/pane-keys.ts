/**
 * Keys that hold on the whole run page. F6 walks the panes, as in a desktop application. `?` alone can be
 * switched off, because people who speak to their computer press single letters without meaning to.
 */
export function paneKeys(actions: {
  help(): void
  check(): void
  singleKeys(): boolean
}): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === 'F6') {
      event.preventDefault()
      walk(event.shiftKey ? -1 : 1)
      return
    }
    const isCheck = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    const isHelp = event.key === '?' && actions.singleKeys() && !isTyping(event.target)
    if ((!isCheck && !isHelp) || document.querySelector('dialog[open]')) return
    if (isCheck && isTyping(event.target)) return
    event.preventDefault()
    if (isCheck) actions.check()
    else actions.help()
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
  next?.querySelector<HTMLElement>(next.dataset['pane'] ?? '')?.focus()
}
