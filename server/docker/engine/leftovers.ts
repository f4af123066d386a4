import type { Layout } from './layout.ts'
import type { Process } from './processes.ts'

/** What an engine of ours left running or lying about. */
export interface Leftovers {
  /** The engine itself, when it still runs. */
  engine?: number
  /** Its containerd and shims: they outlive a killed dockerd. */
  children: number[]
}

/**
 * Which processes are ours, by command line and never by name or number alone. Pure.
 */
export function findLeftovers(layout: Layout, running: readonly Process[]): Leftovers {
  const engine = running.find((process) => isEngine(layout, process))
  const children = running
    .filter((process) => isChild(layout, process))
    .map((process) => process.pid)
  return engine ? { engine: engine.pid, children } : { children }
}

/** Mount points below a directory, deepest first, from the text of /proc/self/mountinfo. Pure. */
export function mountsBelow(directory: string, mountinfo: string): string[] {
  const points = mountinfo
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .map((path) =>
      path.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8))),
    )
  return points
    .filter((path) => path === directory || path.startsWith(`${directory}/`))
    .sort((a, b) => b.length - a.length)
}

function isEngine(layout: Layout, { argv }: Process): boolean {
  return baseName(argv[0]) === 'dockerd' && argv.includes(`--data-root=${layout.data}`)
}

function isChild(layout: Layout, { argv }: Process): boolean {
  const name = baseName(argv[0])
  if (!/^(containerd|containerd-shim.*|docker-proxy)$/.test(name)) return false
  return argv.some((argument) => argument.startsWith(`${layout.exec}/`))
}

function baseName(path: string | undefined): string {
  return path?.split('/').at(-1) ?? ''
}
