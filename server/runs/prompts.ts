/**
 * Hears a shell's prompt come back: the host's bash writes OSC 133 marks (`ESC ] 133 ; A BEL` before a prompt),
 * as terminal integrations of common shells do. Marks cut across chunks are heard too.
 */
const MARK = '\u001b]133;A'

export function createPromptListener(onPrompt: () => void): (data: string) => void {
  let carry = ''
  return (data) => {
    const text = carry + data
    if (text.includes(MARK)) onPrompt()
    const tail = text.slice(-(MARK.length - 1))
    carry = tail.includes('\u001b') ? tail : ''
  }
}
