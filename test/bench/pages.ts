/** The pages as they ship, with two drafts behind them and nothing else: what is measured is the browser alone. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { build } from 'vite'
import type { Draft } from '../../server/protocol.ts'
import { root } from '../support/sources.ts'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

export interface Pages {
  url: string
  close(): Promise<void>
}

/** Serves `/build/<id>` for each text, and whatever else is given by path. */
export async function openPages(
  texts: Record<string, Pick<Draft, 'text' | 'layout'>>,
  more: Record<string, string> = {},
): Promise<Pages> {
  const outDir = await mkdtemp(join(tmpdir(), 'slipway-bench-'))
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir } })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench')
    void answer(pathname, request.method ?? 'GET', response)
  })
  const answer = async (path: string, method: string, response: ServerResponse) => {
    const send = (body: string | Buffer, type = '.json') => {
      response.setHeader('content-type', types[type] ?? 'application/octet-stream')
      response.end(body)
    }
    const draft = texts[/^\/api\/drafts\/(\w+)$/.exec(path)?.[1] ?? '']
    if (path === '/api/me') return send(JSON.stringify({ role: 'administrator', runs: [] }))
    if (draft && method === 'PUT') return send(JSON.stringify({ revision: 1 }))
    if (draft) return send(JSON.stringify({ ...row, ...draft }))
    if (path.startsWith('/api/')) return send('[]')
    if (more[path] !== undefined) return send(more[path], extname(path))
    const file = await readFile(join(outDir, path)).catch(() => undefined)
    if (file) return send(file, extname(path))
    send(await readFile(join(outDir, 'index.html')), '.html')
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

const row: Omit<Draft, 'text' | 'layout'> = {
  id: 'bench',
  title: 'Bench',
  revision: 0,
  savedAt: 0,
  problems: 0,
  files: {},
}
