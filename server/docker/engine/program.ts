import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of an executable, looked up as root's PATH would have it; undefined when it is not installed. */
export function executable(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  const directories = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', ...path.split(delimiter)]
  return directories.map((directory) => join(directory, name)).find((file) => existsSync(file))
}

/** Runs a program and collects what it says. */
export function runProgram(
  file: string,
  argv: string[],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
    const child = spawn(file, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
