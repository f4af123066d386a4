/** A lab on three hosts as a learner, to its end: a swarm and a network that spans it. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desktop, openHouse, shoot, type House } from '../support/browser.ts'
import { begin, click, finish, leave } from '../support/learning.ts'
import { inOrder, patience, seen, until, type Learner } from '../support/learner.ts'

describe('a learner', () => {
  let house: House
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house?.close())

  describe('of the lab overlay-swarm, on three hosts', () => {
    inOrder()
    let run: string
    let learner: Learner
    let page: Page
    let heard: () => string[]
    let token = ''
    beforeAll(
      async () => void ({ learner, page, heard, run } = await begin(house, 'overlay-swarm')),
    )

    async function terminalOn(host: string) {
      await page.getByRole('button', { name: 'New terminal' }).click()
      await page.getByRole('menuitem', { name: `New terminal on ${host}` }).click()
      await page.getByRole('tab', { name: host, selected: true }).waitFor({ timeout: patience })
      await learner.prompt()
    }

    it('makes a swarm, and reads where others find it', async () => {
      const screen = await click(learner, 'init', 'host1')
      await learner.answer('init', /At which address/, seen(screen, /\d+\.\d+\.\d+\.\d+:2377/))
      await learner.passes('init')
      const told = await learner.run('clear; docker swarm join-token -q worker')
      token = seen(told, /SWMTKN-1-[a-z0-9]{50}-[a-z0-9]{25}/)
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
      await learner.answer('containers', /Which address/, seen(screen, /(\d+\.\d+\.\d+\.\d+)root@/))
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
    it('does the rest', () => finish(house, run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })
})
