import type Dockerode from 'dockerode'

export interface EngineConfig {
  /** Directory for everything Slipway keeps: /var/lib/slipway for root. */
  home: string
  /** DOCKER_HOST, where the administrator chose an engine. */
  dockerHost?: string
  /** May packages be installed and an engine started? */
  installAllowed: boolean
}

export interface Isolation {
  level: 'sysbox' | 'kata' | 'userns' | 'elevated'
  /** One sentence for the administrator. */
  words: string
  /** Present when the isolation is weaker than user namespaces. */
  warning?: string
  /** The OCI runtime hosts are started with, where it is not the default. */
  runtime?: string
  /** May a read-only volume be shared by hosts? Only when user namespaces lock the flag. */
  shelf: boolean
}

export interface Cgroup {
  version: 1 | 2
  driver: 'cgroupfs' | 'systemd'
}

export interface Engine {
  docker: Dockerode
  /** The address, as DOCKER_HOST would have it. */
  where: string
  /** Did Slipway start this engine? */
  managed: boolean
  version: string
  cgroup: Cgroup
  isolation: Isolation
  /** Lets go of the engine. A managed engine keeps running, so that the next start is quick, unless `stop` is asked for. */
  close(options?: { stop?: boolean }): Promise<void>
}

/** Receives one line of progress in words. */
export type Report = (line: string) => void
