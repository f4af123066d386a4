/** What containers and services alike are given: mounts and published ports, in canonical form. */

export interface MountState {
  type: 'volume' | 'bind' | 'tmpfs'
  /** Volume name, path on the host, or empty for tmpfs. */
  source: string
  target: string
  readOnly: boolean
}

export interface PortState {
  /** Empty where the engine binds all addresses. */
  hostIp: string
  /** 0 where the engine chooses. */
  published: number
  target: number
  protocol: string
}
