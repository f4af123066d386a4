/** What a key means to the terminal's frame before the shell sees it. Pure. */
export type Meaning =
  | 'shell'
  /** The browser does it better: pasting needs no permission that way. */
  | 'browser'
  | 'copy'
  | 'search'

export interface KeyPress {
  key: string
  ctrlKey: boolean
  shiftKey: boolean
  altKey: boolean
  metaKey: boolean
}

export type System = 'mac' | 'windows' | 'other'

export function systemOf(platform: string): System {
  if (/mac|iphone|ipad/i.test(platform)) return 'mac'
  return /win/i.test(platform) ? 'windows' : 'other'
}

/** `hasSelection` decides where a key copies something or means something to the shell. */
export function meaningOf(press: KeyPress, system: System, hasSelection: boolean): Meaning {
  const key = press.key.toLowerCase()
  // F6 walks through the panes and F1 lists the commands: without it a terminal that takes Tab would be a trap.
  if (key === 'f6' || key === 'f1') return 'browser'
  if (system === 'mac') return onMac(press, key, hasSelection)
  if (press.shiftKey && key === 'insert') return 'browser'
  if (press.ctrlKey && key === 'insert') return hasSelection ? 'copy' : 'shell'
  if (press.ctrlKey && press.shiftKey) {
    if (key === 'c') return 'copy'
    if (key === 'v') return 'browser'
    if (key === 'f') return 'search'
  }
  const isPlainControl = press.ctrlKey && !press.shiftKey && !press.altKey
  return system === 'windows' && isPlainControl && key === 'v' ? 'browser' : 'shell'
}

function onMac(press: KeyPress, key: string, hasSelection: boolean): Meaning {
  if (!press.metaKey) return 'shell'
  if (key === 'c') return hasSelection ? 'copy' : 'browser'
  return key === 'f' ? 'search' : 'browser'
}

/** Keys of the touch row, as the bytes a shell expects. */
export const touchKeys = [
  { label: 'Esc', data: '\x1b' },
  { label: 'Tab', data: '\t' },
  { label: '↑', name: 'Up', data: '\x1b[A' },
  { label: '↓', name: 'Down', data: '\x1b[B' },
  { label: '←', name: 'Left', data: '\x1b[D' },
  { label: '→', name: 'Right', data: '\x1b[C' },
  { label: '|', name: 'Pipe', data: '|' },
  { label: '/', name: 'Slash', data: '/' },
  { label: '-', name: 'Dash', data: '-' },
] as const

/** What a key becomes while Control is held on the touch row; letters and @ [ \ ] ^ _ have a control form. */
export function withControl(data: string): string {
  const code = data.toUpperCase().charCodeAt(0)
  return data.length === 1 && code >= 64 && code <= 95 ? String.fromCharCode(code & 31) : data
}
