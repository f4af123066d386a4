import type Dockerode from 'dockerode'

type Mount = NonNullable<Dockerode.HostConfig['Mounts']>[number]

/** Whoever can hand a host its cgroups: the helper. */
export interface CgroupAdopter {
  adoptCgroups(containerId: string): Promise<void>
}

/** What a run needs to start its registry; give the container all network aliases on every wire. */
export interface RegistrySpec {
  image: string
  mounts: Mount[]
  /** What learners push, by the directory it is kept in: options of a tmpfs. */
  tmpfs: Record<string, string>
  /** Bytes, what is pushed included. */
  memory: number
  hostname: string
  aliases: string[]
  /** For a host's SLIPWAY_REGISTRY: host and port as seen on a wire. */
  address: string
  /** For a host's SLIPWAY_MIRROR: where its engine looks first for images of Docker Hub. */
  mirror: string
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
  /** Image id by name, for the record of a run; those made on demand appear once they are there. */
  digests: Record<string, string>
  /** Builds those of the named images that are made on demand and not there yet. @throws AppError image-build */
  ensure(images: readonly string[]): Promise<void>
}
