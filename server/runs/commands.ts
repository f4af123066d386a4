import { COMMAND_LIMIT } from '../../labs/exchange/index.ts'

/**
 * Hears what was typed in a shell and how it ended: the host's bash writes `ESC ] 633 ; E ; text BEL` before a command
 * and `ESC ] 133 ; D ; exit BEL` after it. Whoever has root in the host can write the same, so this is what the shell
 * says, bounded in length and pace, and never more than that.
 */
const MARK = /\u001b\](?:633;E;([^\u0007\u001b]*)|133;D;(\d{1,3}))\u0007/g
/** Longer than any mark that is believed. */
const CARRY_LIMIT = 8_192
/** At first so many may come at once, then so many a second; nobody types faster. */
const BURST = 40
const A_SECOND = 4
const MOST = 3_000

export interface CommandListenerOptions {
  onCommand(text: string, exit: number): void
  /** Milliseconds, from any beginning. */
  now(): number
}

export function createCommandListener({ onCommand, now }: CommandListenerOptions) {
  let carry = ''
  let text: string | undefined
  let believed = 0
  let allowance = BURST
  let since = now()

  const mayPass = (): boolean => {
    const time = now()
    allowance = Math.min(BURST, allowance + ((time - since) / 1000) * A_SECOND)
    since = time
    if (allowance < 1 || believed >= MOST) return false
    allowance -= 1
    believed += 1
    return true
  }

  return (data: string): void => {
    if (carry === '' && !data.includes('\u001b')) return
    const heard = carry + data
    let end = 0
    for (const match of heard.matchAll(MARK)) {
      end = match.index + match[0].length
      const [, typed, exit] = match
      if (typed !== undefined) text = plain(typed).slice(0, COMMAND_LIMIT)
      else if (text !== undefined && text.trim() !== '') {
        if (mayPass()) onCommand(text.trim(), Number(exit))
        text = undefined
      }
    }
    carry = unfinished(heard.slice(end))
  }
}

/** The beginning of a mark whose end is still to come. */
function unfinished(rest: string): string {
  const start = rest.lastIndexOf('\u001b')
  if (start < 0 || rest.length - start > CARRY_LIMIT) return ''
  const tail = rest.slice(start)
  return /^\u001b(\]([^\u0007]*)?)?$/.test(tail) ? tail : ''
}

/** `\x3b` and `\\` are how the shell writes what would end a mark. */
function plain(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|\\)/g, (_, code: string | undefined) =>
    code === undefined ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
