/** A lab whose every thing has a place: two hosts, one with a network, a volume and three containers. */
import type { Page } from 'playwright-core'

export const lab = `slipway: 1
title: Two hosts
summary: A web server and its database.
level: beginner
minutes: 10
hosts:
  host1:
    images: [busybox]
    networks: { lan: { driver: bridge } }
    volumes: { data: {} }
    containers:
      db: { image: busybox, networks: [lan], volumes: ['data:/srv'] }
      web: { image: busybox, networks: [lan] }
      cache: { image: busybox, networks: [lan] }
  host2:
    images: [busybox]
    containers: { far: { image: busybox } }
steps:
  - id: look
    title: Look
    text: Look around.
    checks: [{ command: { on: host1, run: 'true' } }]
    solution: 'true'
`
export const layout = {
  version: 1,
  positions: {
    host1: { x: 0, y: 0 },
    host2: { x: 34, y: 0 },
    'host1/network:lan': { x: 5, y: 4 },
    'host1/container:db': { x: 5, y: 9 },
    'host1/container:web': { x: 14, y: 9 },
    'host1/container:cache': { x: 25, y: 9 },
    'host1/volume:data': { x: 5, y: 14 },
    'host2/container:far': { x: 5, y: 12 },
  },
}

/** Makes a draft of it and opens its canvas. */
export async function openTwoHosts(page: Page, url: string): Promise<void> {
  const data = { content: { text: lab, layout, files: {} } }
  const answer = await page.request.post(`${url}/api/drafts`, { data, headers: { origin: url } })
  if (!answer.ok()) throw new Error(await answer.text())
  const { id } = (await answer.json()) as { id: string }
  await page.goto(`${url}/build/${id}`)
  await page.getByRole('treeitem', { name: /^far/ }).waitFor()
}
