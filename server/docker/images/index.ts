export { imageArchive } from './archive.ts'
export { ensureImage, prepareImages } from './prepare.ts'
export { registrySpec } from './registry.ts'
export type { Prepared, RegistrySpec, ShelfSpec } from './types.ts'
