/** What the builder asks the server beside the drafts themselves. */
import type { Found } from '../../../labs/exchange/index.ts'
import type {
  DraftContent,
  DraftRow,
  DraftWork,
  PlanStep,
  ProofView,
  RunRow,
  StartedRun,
  VersionRow,
} from '../../../server/protocol.ts'
import { request } from '../../api.ts'

const draft = (id: string) => `/api/drafts/${encodeURIComponent(id)}`
const attempt = (id: string, run: string) => `${draft(id)}/try/${encodeURIComponent(run)}`
const versions = (lab: string) => `/api/labs/${encodeURIComponent(lab)}/versions`
const post = { method: 'POST' } as const

export const builderApi = {
  row: (id: string) => request<DraftRow>(draft(id)),
  attempt: (id: string) => request<StartedRun>(`${draft(id)}/try`, post),
  plan: (id: string, run: string) => request<PlanStep[]>(`${attempt(id, run)}/plan`),
  apply: (id: string, run: string) => request<PlanStep[]>(`${attempt(id, run)}/apply`, post),
  /** What goes on with a draft: its try, and its latest proof. */
  work: (id: string) => request<DraftWork>(`${draft(id)}/work`),
  prove: (id: string, mutate: boolean) =>
    request<ProofView>(`${draft(id)}/prove`, { ...post, body: { mutate } }),
  stopProof: (id: string) => request<null>(`${draft(id)}/prove`, { method: 'DELETE' }),
  publish: (id: string, note: string) =>
    request<VersionRow>(`${draft(id)}/publish`, { ...post, body: { note } }),
  versions: (lab: string) => request<VersionRow[]>(versions(lab)),
  /** As it came with Slipway; null for a lab that was made here. */
  shipped: (lab: string) =>
    request<DraftContent | null>(`/api/labs/${encodeURIComponent(lab)}/shipped`),
  version: (lab: string, digest: string) =>
    request<DraftContent>(`${versions(lab)}/${encodeURIComponent(digest)}`),
  runs: () => request<RunRow[]>('/api/runs'),
  state: (run: string) => request<Found>(`/api/runs/${encodeURIComponent(run)}/state`),
}
