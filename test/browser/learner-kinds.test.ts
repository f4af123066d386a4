/** One lab of each other kind as a learner, to its end: images, storage, compose, security, and several hosts in a swarm. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaints, desktop, openHouse, shoot, visit, type House } from '../support/browser.ts'
import { inOrder, Learner, patience, until } from '../support/learner.ts'
import { openSolver } from '../support/solver.ts'
import { finishLab } from '../support/whole-lab.ts'

describe('a learner', () => {
  let house: House
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house?.close())

  /** Opens a run of a lab as its learner. */
  async function begin(lab: string) {
    const { run, link } = await house.start(lab, 'Ada Lovelace')
    const page = await (await house.stranger()).newPage()
    const heard = complaints(page)
    await visit(page, link)
    const learner = new Learner(page)
    await learner.ready()
    return { learner, page, heard, run }
  }
  /** A page that stays open draws, and its run is looked at for it. */
  const leave = (learner?: Learner) => learner?.page.context().close()
  /** Does every step that is left, and sees that all of them have passed. */
  async function finish(run: string, learner: Learner): Promise<void> {
    const solver = await openSolver(house.home, run)
    try {
      await finishLab(learner, solver)
    } finally {
      solver.close()
    }
    const all = solver.steps.length
    await learner.page.getByText(`${all}/${all}`).first().waitFor({ timeout: patience })
  }
  /** Runs what a step shows for a host, by its button, and waits for the prompt. */
  async function click(learner: Learner, step: string, host: string, nth = 0): Promise<string> {
    await learner.step(step).locator(`[data-run="${host}"]`).nth(nth).click()
    const sure = learner.page.getByRole('button', { name: 'Run it' })
    if (await sure.isVisible()) await sure.click()
    await learner.page
      .getByRole('tab', { name: host, selected: true })
      .waitFor({ timeout: patience })
    await learner.prompt()
    return learner.text()
  }

  describe('of the lab volume-backup', () => {
    inOrder()
    let run: string
    let learner: Learner
    let heard: () => string[]
    beforeAll(async () => void ({ learner, heard, run } = await begin('volume-backup')))

    it('makes a volume and finds it', async () => {
      await learner.run('docker run -v /dbdata --name dbstore ubuntu /bin/bash')
      await learner.passes('store')
      const name = await learner.run('clear; docker volume ls -q')
      await learner.answer('locate', /name of the volume/, /[0-9a-f]{64}/.exec(name)?.[0] ?? '')
      await learner.passes('locate')
    })
    it('fills it with what is theirs alone, and backs it up as the course prints it', async () => {
      await click(learner, 'fill', 'host1')
      await learner.passes('fill')
      await learner.run(
        'docker run --rm --volumes-from dbstore -v $(pwd):/backup ubuntu tar cvf /backup/backup.tar /dbdata',
      )
      await learner.passes('backup')
      expect(await learner.run('clear; tar tf backup.tar')).toContain('dbdata/order.txt')
      await learner.answer('look', /Under which name/, 'dbdata/order.txt')
      await learner.passes('look')
    })
    it('does the rest', () => finish(run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })

  describe('of the lab image-layers', () => {
    inOrder()
    let run: string
    let learner: Learner
    let heard: () => string[]
    beforeAll(async () => void ({ learner, heard, run } = await begin('image-layers')))

    it('does all of it', () => finish(run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })

  describe('of the lab security', () => {
    inOrder()
    let run: string
    let learner: Learner
    let heard: () => string[]
    beforeAll(async () => void ({ learner, heard, run } = await begin('security')))

    it('is told in words what a wrong way lacks, and takes the right one', async () => {
      await learner.run('docker run -itd --name=plain busybox')
      await learner.step('user').getByRole('button', { name: 'Check', exact: true }).click()
      const wrong = learner.step('user').locator('[data-verdict="fail"]').first()
      await wrong.waitFor({ timeout: patience })
      expect(await wrong.innerText()).toContain('The user of container host1/plain')
      await learner.run('docker rm -f plain')
      await click(learner, 'user', 'host1')
      await learner.answer('user', /Why could/, 'Permission denied')
      await learner.passes('user')
    })
    it('drops capabilities and seals a container', async () => {
      await click(learner, 'capabilities', 'host1')
      const screen = await learner.run(
        'clear; docker run --rm --net=none busybox grep CapEff /proc/self/status',
      )
      const mask = /CapEff:\s*([0-9a-f]{16})/.exec(screen)?.[1] ?? ''
      await learner.answer('capabilities', /Which mask/, mask)
      await learner.passes('capabilities')
      await click(learner, 'readonly', 'host1')
      await learner.passes('readonly')
    })
    it('does the rest', () => finish(run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })

  describe('of the lab compose', () => {
    inOrder()
    let run: string
    let learner: Learner
    let page: Page
    let heard: () => string[]
    beforeAll(async () => void ({ learner, page, heard, run } = await begin('compose')))

    it('verifies the version', async () => {
      const screen = await learner.run('clear; which docker-compose; docker-compose --version')
      await learner.answer(
        'version',
        /Which version/,
        /version (\d+\.\d+\.\d+)/.exec(screen)?.[1] ?? '',
      )
      await learner.answer(
        'version',
        /In which file/,
        /(\/usr\S*?docker-compose)docker/.exec(screen)?.[1] ?? '',
      )
      await learner.passes('version')
    })
    it('writes the application down in the file pane', async () => {
      const text = await learner.step('write').locator('pre').nth(1).innerText()
      await page.getByRole('button', { name: 'Files', exact: true }).click()
      await page.getByRole('button', { name: 'New folder' }).click({ timeout: patience })
      await page.getByLabel('Name', { exact: true }).fill('shop')
      await page.getByRole('button', { name: 'Make it' }).click()
      const tree = page.getByRole('tree', { name: 'Files of host1' })
      await tree.getByRole('treeitem', { name: 'shop' }).click({ timeout: patience })
      await page.getByRole('button', { name: 'New file' }).click()
      await page.getByLabel('Name', { exact: true }).fill('docker-compose.yml')
      await page.getByRole('button', { name: 'Make it' }).click()
      const editor = page.getByRole('textbox', { name: '/root/shop/docker-compose.yml' })
      await editor.fill(`${text}\n`, { timeout: patience })
      await editor.press('Control+s')
      await learner.passes('write')
      await shoot(page, 'learner-compose')
    })
    it('brings it up', async () => {
      await click(learner, 'up', 'host1')
      await learner.answer('up', /Which project/, 'shop')
      await learner.passes('up')
    })
    it('does the rest', () => finish(run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })

  describe('of the lab overlay-swarm, on three hosts', () => {
    inOrder()
    let run: string
    let learner: Learner
    let page: Page
    let heard: () => string[]
    let token = ''
    beforeAll(async () => void ({ learner, page, heard, run } = await begin('overlay-swarm')))

    async function terminalOn(host: string) {
      await page.getByRole('button', { name: 'New terminal' }).click()
      await page.getByRole('menuitem', { name: `New terminal on ${host}` }).click()
      await page.getByRole('tab', { name: host, selected: true }).waitFor({ timeout: patience })
      await learner.prompt()
    }

    it('makes a swarm, and reads where others find it', async () => {
      const screen = await click(learner, 'init', 'host1')
      await learner.answer(
        'init',
        /At which address/,
        /\d+\.\d+\.\d+\.\d+:2377/.exec(screen)?.[0] ?? '',
      )
      await learner.passes('init')
      const told = await learner.run('clear; docker swarm join-token -q worker')
      token = /SWMTKN-1-[a-z0-9]{50}-[a-z0-9]{25}/.exec(told)?.[0] ?? ''
    })
    it('lets the other two join from their own terminals', async () => {
      for (const host of ['host2', 'host3']) {
        await terminalOn(host)
        expect(await learner.run(`docker swarm join --token ${token} host1:2377`)).toContain(
          'worker',
        )
      }
      await learner.answer('join', /manager status/, 'Leader')
      await learner.passes('join')
    })
    it('spans a network over them, and reaches one host from another', async () => {
      await click(learner, 'network', 'host1')
      await learner.answer('network', /Which scope/, 'swarm')
      await learner.passes('network')
      await click(learner, 'containers', 'host2')
      await click(learner, 'containers', 'host3')
      const screen = await learner.run(
        "clear; docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' $(docker ps -q)",
      )
      await learner.answer(
        'containers',
        /Which address/,
        /(\d+\.\d+\.\d+\.\d+)root@/.exec(screen)?.[1] ?? '',
      )
      await learner.passes('containers')
    })
    it('looks at it in every room without a barrier', async () => {
      await page.getByRole('button', { name: 'Two side by side' }).click()
      await page.getByRole('button', { name: 'Show everything' }).click({ timeout: patience })
      // A picture of a glide is a picture of nothing.
      const map = page.getByRole('region', { name: 'Map' }).first()
      await until(
        async () => (await map.screenshot()).equals(await map.screenshot()),
        'a map at rest',
      )
      await shoot(page, 'run-hosts')
      for (const [name, size] of Object.entries({ tablet: [1024, 768], phone: [390, 844] })) {
        const [width = 0, height = 0] = size
        await page.setViewportSize({ width, height })
        await page.getByText('Drawing the map').waitFor({ state: 'hidden', timeout: patience })
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual(
          [],
        )
        await shoot(page, `run-hosts-${name}`)
      }
      await page.setViewportSize(desktop)
      await page.getByRole('button', { name: 'One terminal' }).click()
    })
    it('does the rest', () => finish(run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })
})
