/** The HTTP door. */
export { createApps, type Apps } from './apps/index.ts'
export { siteUrl } from './address.ts'
export { httpApp } from './app.ts'
export type { HttpDeps } from './ports.ts'
export { startServer } from './server.ts'
