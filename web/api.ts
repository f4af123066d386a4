import type {
  LabCard,
  Me,
  PathView,
  Result,
  RunRecord,
  RunRow,
  StartedRun,
  Administration,
  WireError,
} from '../server/protocol.ts'
import { again } from './load.ts'
import { token } from './token.ts'

/** One request to the server. Never throws: whatever goes wrong is a `WireError` with words. */
export async function request<T>(
  path: string,
  options: {
    method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
    body?: unknown
    signal?: AbortSignal
  } = {},
): Promise<Result<T>> {
  const method = options.method ?? 'GET'
  // By this the server knows what it has done already, where only its answer was lost.
  const key = method === 'GET' ? {} : { 'idempotency-key': token() }
  try {
    // What is lost on its way is asked again (see load.ts); saving has a way of its own.
    const ask = method === 'PUT' ? <R>(once: () => Promise<R>) => once() : again
    const response = await ask(() =>
      fetch(path, {
        method,
        headers: {
          accept: 'application/json',
          ...key,
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      }),
    )
    return await read<T>(response)
  } catch {
    return { ok: false, error: unreachable }
  }
}

async function read<T>(response: Response): Promise<Result<T>> {
  const text = await response.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { ok: false, error: unreadable(response.status, text) }
  }
  if (response.ok) return { ok: true, value: body as T }
  return { ok: false, error: errorOf(body) ?? unreadable(response.status, text) }
}

function errorOf(body: unknown): WireError | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined
  const { error } = body
  return typeof error === 'object' && error !== null && 'code' in error && 'title' in error
    ? (error as WireError)
    : undefined
}

export const unreachable: WireError = {
  code: 'offline',
  title: 'Slipway does not answer',
  advice: 'Check that the server is running and that you are connected, then try again.',
}

function unreadable(status: number, text: string): WireError {
  return {
    code: 'internal',
    title: `The server answered ${status} with something that is not JSON`,
    advice: `Reload the page. If it stays so, pass on the details: ${text.slice(0, 200)}`,
  }
}

export const api = {
  me: () => request<Me>('/api/me'),
  labs: () => request<LabCard[]>('/api/labs'),
  paths: () => request<PathView[]>('/api/paths'),
  start: (lab: string, learner: string) =>
    request<StartedRun>('/api/runs', { method: 'POST', body: { lab, learner } }),
  runs: () => request<RunRow[]>('/api/runs'),
  run: (id: string) => request<RunRecord>(`/api/runs/${encodeURIComponent(id)}`),
  runLink: (id: string) => request<{ link: string }>(`/api/runs/${encodeURIComponent(id)}/link`),
  administration: () => request<Administration>('/api/administration'),
}
