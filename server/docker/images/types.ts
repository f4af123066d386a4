import type Dockerode from 'dockerode'

type Mount = NonNullable<Dockerode.HostConfig['Mounts']>[number]

/** Whoever can hand a host its cgroups: the helper. */
export interface CgroupAdopter {
  adoptCgroups(containerId: string): Promise<void>
}

/** What a run needs to start its registry; give the container the network alias `alias` on every wire. */
export interface RegistrySpec {
  image: string
  cmd: string[]
  mounts: Mount[]
  alias: string
  /** For a host's SLIPWAY_REGISTRY: host and port as seen on a wire. */
  address: string
  /** ExtraHosts for every host: without them an engine that has no internet waits 10 s for Docker Hub's name. */
  extraHosts: string[]
}

/** What a host needs to have images at no cost; the host's SLIPWAY_IMAGES names those it gets. */
export interface ShelfSpec {
  mounts: Mount[]
  names: string[]
}

export interface Prepared {
  hostImage: string
  registry: RegistrySpec
  /** Absent where the engine cannot lock a shared volume: then load `imageArchive` into the host. */
  shelf?: ShelfSpec
  /** Image names labs may use. */
  known: string[]
  /** Image id by name, for the record of a run. */
  digests: Record<string, string>
}
