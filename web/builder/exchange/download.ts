/** Gives a file to whoever is at the browser. */
export function download(
  name: string,
  content: string | Uint8Array<ArrayBuffer> | Blob,
  type: string,
) {
  const blob = content instanceof Blob ? content : new Blob([content], { type })
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data once it has begun, which a task later it has.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A title as the name of a file: `user-defined-bridge`. */
export function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return name.slice(0, 60) || 'lab'
}
