/** Keys as they are written in the registry, and the events they mean. Pure. */

export interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

const named: Record<string, string> = { Esc: 'Escape', Del: 'Delete', Plus: '+', Space: ' ' }

/** Whether an event is one of the ways of `Mod+Z` or `Del Backspace`. */
export function means(keys: string, event: Pressed): boolean {
  return keys.split(' ').some((way) => isWay(way, event))
}

function isWay(way: string, event: Pressed): boolean {
  const parts = way.split('+')
  const last = parts.pop() ?? ''
  const key = named[last] ?? last
  const mod = event.ctrlKey || event.metaKey
  if (parts.includes('Mod') !== mod || parts.includes('Alt') !== event.altKey) return false
  // `?` and `+` need Shift on one keyboard and not on another.
  const letter = /^[a-z]$/i.test(key) || key.length > 1
  if (letter && parts.includes('Shift') !== event.shiftKey) return false
  return event.key.toLowerCase() === key.toLowerCase()
}

/** The first way as people read it. */
export function shown(keys: string): string {
  const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
  return (keys.split(' ')[0] ?? '')
    .replace('Mod', mac ? '⌘' : 'Ctrl')
    .replace('Arrow', '')
    .replace('Left', '←')
    .replace('Right', '→')
    .replace('Up', '↑')
    .replace('Down', '↓')
}

/** Whether keys pressed there are words for a field and not for the page. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, .monaco-editor, dialog, [role=menu]') !== null
  )
}
