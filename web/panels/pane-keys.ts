/** Keys that hold on the whole run page. F6 walks the panes, as in a desktop application. */
export function paneKeys(actions: { help(): void; check(): void }): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === 'F6') {
      event.preventDefault()
      walk(event.shiftKey ? -1 : 1)
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (document.querySelector('dialog[open]')) return
    const act = { '?': actions.help, c: actions.check }[event.key]
    if (!act) return
    event.preventDefault()
    act()
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
