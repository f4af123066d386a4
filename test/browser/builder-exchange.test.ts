/** Labs that come in: as folder, compose file and running host; and what of them could not be carried. */
import { AxeBuilder } from '@axe-core/playwright'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compile, parse } from '../../labs/format/index.ts'
import { complaints, desktop, openHouse, phone, shoot, type House } from '../support/browser.ts'
import { Drawer } from '../support/drawer.ts'
import { makeDraft, openExport, openImport, take } from '../support/exchange-page.ts'
import { keyHands, mouseHands } from '../support/hands.ts'
import { Learner } from '../support/learner.ts'

const lab = `slipway: 1
title: From a folder
hosts:
  host1:
    images: [busybox]
    files: { /srv/motd: { from: motd.txt } }
    networks: { lan: { driver: bridge } }
    containers: { box: { image: busybox, tty: true, networks: [lan] } }
steps:
  - id: look
    title: Look
    goal: { volumes: { data: {} } }
    solution: docker volume create data
`
const layout = { version: 1, positions: { 'host1/box': { x: 60, y: 120 } } }
const compose = `services:
  web:
    image: busybox
    command: [sleep, infinity]
    ports: ["8080:80"]
    healthcheck: { test: [CMD, "true"] }
    networks: [lan]
networks:
  lan: {}
`
const folder = {
  'a-lab/lab.yaml': lab,
  'a-lab/layout.json': JSON.stringify(layout),
  'a-lab/files/motd.txt': 'hello\n',
  'a-lab/.git/HEAD': 'ref: refs/heads/main\n',
  'a-lab/.git/config': '[core]\n',
  'shop/compose.yaml': compose,
}

let house: House
let page: Page
let drawer: Drawer
let heard: () => string[]
let home = ''
const at = (path: string) => join(home, path)

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-exchange-'))
  for (const [path, content] of Object.entries(folder)) {
    await mkdir(dirname(at(path)), { recursive: true })
    await writeFile(at(path), content)
  }
  house = await openHouse()
  page = await house.admin.newPage()
  drawer = new Drawer(page)
  heard = complaints(page)
})
afterAll(async () => {
  await house.close()
  await rm(home, { recursive: true })
})

function hostsOf(text: string) {
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(JSON.stringify(diagnostics))
  return compile(lab, { id: 'lab', seed: 's' }).wanted.hosts
}
const found = (dialog: Locator) => dialog.getByRole('status')
const field = (dialog: Locator, name: RegExp) => dialog.getByLabel(name)

it('takes a folder, says once what of it is no part of a lab, and gives the same again', async () => {
  const dialog = await openImport(page, mouseHands(page))
  await field(dialog, /folder/).setInputFiles(at('a-lab'))
  await found(dialog).getByText('Found a lab in the folder.').waitFor()
  expect(await found(dialog).getByRole('listitem').allInnerTexts()).toEqual([
    'a-lab/.git/ with 2 files is not part of a lab and was left out.',
  ])
  await makeDraft(dialog, mouseHands(page))
  expect(await drawer.saved()).toMatchObject({
    text: lab,
    layout,
    files: { 'motd.txt': 'hello\n' },
  })
})

it('takes a compose file, and says what it cannot carry where somebody still reads it later', async () => {
  const dialog = await openImport(page, mouseHands(page))
  await field(dialog, /^A lab as zip/).setInputFiles(at('shop/compose.yaml'))
  const note = found(dialog).getByRole('listitem').filter({ hasText: 'healthcheck' })
  expect(await note.innerText()).toMatch(/^Line 6: /)
  await makeDraft(dialog, mouseHands(page))
  const { text } = await drawer.saved()
  expect(text).toMatch(/^# - Line 6: .*healthcheck/m)
  expect(hostsOf(text)['host1']?.containers).toHaveProperty('web')
})

it('takes what the hosts of a run hold now; of two sources the last chosen counts', async () => {
  const { link } = await house.start('default-bridge', 'Ada')
  const learner = new Learner(await (await house.stranger(desktop)).newPage())
  await learner.page.goto(link)
  await learner.ready()
  await learner.run('docker network create --subnet 10.77.0.0/24 made')
  const dialog = await openImport(page, mouseHands(page))
  await field(dialog, /^A lab as zip/).setInputFiles(at('shop/compose.yaml'))
  await found(dialog).getByText('compose.yaml').waitFor()
  await field(dialog, /hosts of a run/).selectOption({
    label: 'The network every container joins, Ada',
  })
  await found(dialog).getByText('Found a lab in the run of Ada.').waitFor()
  expect(await field(dialog, /^A lab as zip/).inputValue()).toBe('')
  await makeDraft(dialog, mouseHands(page))
  await drawer.row('made').waitFor()
  const { text } = await drawer.saved()
  expect(text).toContain('10.77.0.0/24')
  expect(parse(text).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
})

it('shows where a lab names a file that did not come along', async () => {
  const dialog = await openImport(page, mouseHands(page))
  await field(dialog, /^A lab as zip/).setInputFiles(at('a-lab/lab.yaml'))
  await found(dialog).getByText('lab.yaml').waitFor()
  await makeDraft(dialog, mouseHands(page))
  await page.getByRole('tab', { name: /^Problems/ }).click()
  await page.getByText('The lab has no file files/motd.txt').waitFor()
})

it('says why a file is no lab, and stays', async () => {
  const dialog = await openImport(page, mouseHands(page))
  await field(dialog, /^A lab as zip/).setInputFiles({
    name: 'broken.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from('no zip at all'),
  })
  await found(dialog).getByText('There is no lab in broken.zip.').waitFor()
  await found(dialog).getByText('This is not a zip file, or a part of it is broken.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Make a draft of it' }).isDisabled()).toBe(true)
})

it('gives and takes by keyboard alone, in every size and colour', async () => {
  const hands = keyHands(page)
  const dialog = await openImport(page, hands)
  // Listened for first: the browser is told to ask here only while somebody listens.
  const chooser = page.waitForEvent('filechooser')
  await hands.reach(field(dialog, /^A lab as zip/))
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(at('shop/compose.yaml'))
  await found(dialog).getByText('healthcheck').waitFor()
  await looksRight('import')
  await makeDraft(dialog, hands)
  const out = await openExport(page, hands)
  const { name, text } = await take(out, hands, 'Compose file')
  expect(name).toBe('compose.yaml')
  expect(text).toContain('container_name: web')
  await looksRight('export')
  await page.keyboard.press('Escape')
  await out.waitFor({ state: 'detached' })
  expect(heard()).toEqual([])
})

async function looksRight(name: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size)
      await shoot(page, `builder-${name}-${colorScheme}-${String(size.width)}`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    }
    await page.setViewportSize(desktop)
  }
}
