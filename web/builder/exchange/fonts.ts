/** The face that is shipped with the application, for pictures that are looked at without it. */
import url from '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2?url'

/** `@font-face` with the font in it; empty where it cannot be had, and then the next one of the stack is taken. */
export async function shippedFace(): Promise<string> {
  const response = await fetch(url).catch(() => undefined)
  if (response?.ok !== true) return ''
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return `@font-face{font-family:JetBrains Mono;src:url(data:font/woff2;base64,${btoa(text)})}`
}
