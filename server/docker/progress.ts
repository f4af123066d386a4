import { translate } from './client.ts'

/** One line of what Docker says while it builds, pulls, pushes or imports. */
export interface ProgressLine {
  stream?: string
  status?: string
  error?: string
  aux?: { ID?: string; Digest?: string }
}

/** Reads such a stream to its end, line by line. Docker reports failures in it, with status 200: they are thrown. */
export async function follow(
  stream: NodeJS.ReadableStream,
  onLine: (line: ProgressLine) => void,
): Promise<void> {
  let rest = ''
  try {
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) take(line, onLine)
    }
    take(rest, onLine)
  } catch (error) {
    throw translate(error)
  }
}

function take(text: string, onLine: (line: ProgressLine) => void): void {
  if (text.trim() === '') return
  const line = JSON.parse(text) as ProgressLine
  onLine(line)
  if (line.error) throw new Error(line.error)
}
