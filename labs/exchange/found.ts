/** What was found in running hosts, beyond the state that is compared: as far as somebody looked. */
import type { ContainerState, HostState } from '../topology/state.ts'

/** What an image sets by itself, so that it need not be drawn. */
export type ImageDefaults = Partial<
  Pick<ContainerState, 'command' | 'entrypoint' | 'environment' | 'workingDir' | 'user' | 'labels'>
>

export interface Found {
  hosts: Record<string, HostState>
  /** By reference. */
  images?: Readonly<Record<string, ImageDefaults>>
  /** What the engine of a host reads from daemon.json, by host. */
  settings?: Readonly<Record<string, Record<string, unknown>>>
  /** Which wires each host is on. */
  wires?: Readonly<Record<string, readonly string[]>>
}

export interface Observed {
  text: string
  /** What a state does not tell, or a lab does not say; one sentence each. */
  notes: string[]
}
