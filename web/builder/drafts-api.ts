/** The server's drafts. */
import type { Draft, DraftContent, DraftRow } from '../../server/protocol.ts'
import { request } from '../api.ts'
import type { Sent } from './rescue.ts'

const path = (id: string) => `/api/drafts/${encodeURIComponent(id)}`

export const drafts = {
  list: () => request<DraftRow[]>('/api/drafts'),
  open: (id: string) => request<Draft>(path(id)),
  /** Empty, from a lab of the catalogue, or with the content given. */
  create: (body: { from?: string; content?: DraftContent } = {}) =>
    request<Draft>('/api/drafts', { method: 'POST', body }),
  save: (id: string, revision: number, { attempt, content }: Sent) =>
    request<{ revision: number }>(path(id), {
      method: 'PUT',
      body: { revision, attempt, ...content },
    }),
  remove: (id: string) => request<null>(path(id), { method: 'DELETE' }),
}
