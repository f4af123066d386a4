/**
 * Everything that passes between browser and server. Types only: the browser imports this file as types,
 * and the payloads that come from a browser are checked by the schemas in `server/payloads.ts`.
 */
export type { WireError } from './errors.ts'
export type * from './protocol/drafts.ts'
export type * from './protocol/files.ts'
export type * from './protocol/http.ts'
export type * from './protocol/labs.ts'
export type * from './protocol/live.ts'
export type * from './protocol/record.ts'
export type * from './protocol/socket.ts'
export type * from './protocol/words.ts'
