/** One lab of each other kind as a learner, to its end: backup, images, security. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouse, type House } from '../support/browser.ts'
import { begin, click, finish, leave } from '../support/learning.ts'
import { inOrder, patience, seen, type Learner } from '../support/learner.ts'

describe('a learner', () => {
  let house: House
  beforeAll(async () => void (house = await openHouse()))
  afterAll(() => house?.close())

  describe('of the lab volume-backup', () => {
    inOrder()
    let run: string
    let learner: Learner
    let heard: () => string[]
    beforeAll(async () => void ({ learner, heard, run } = await begin(house, 'volume-backup')))

    it('makes a volume and finds it', async () => {
      await learner.run('docker run -v /dbdata --name dbstore ubuntu /bin/bash')
      await learner.passes('store')
      const name = await learner.run('clear; docker volume ls -q')
      await learner.answer('locate', /name of the volume/, seen(name, /[0-9a-f]{64}/))
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
    it('does the rest', () => finish(house, run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })

  describe('of the lab image-layers', () => {
    inOrder()
    let run: string
    let learner: Learner
    let heard: () => string[]
    beforeAll(async () => void ({ learner, heard, run } = await begin(house, 'image-layers')))

    it('does all of it', () => finish(house, run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })

  describe('of the lab security', () => {
    inOrder()
    let run: string
    let learner: Learner
    let heard: () => string[]
    beforeAll(async () => void ({ learner, heard, run } = await begin(house, 'security')))

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
      const mask = seen(screen, /CapEff:\s*([0-9a-f]{16})/)
      await learner.answer('capabilities', /Which mask/, mask)
      await learner.passes('capabilities')
      await click(learner, 'readonly', 'host1')
      await learner.passes('readonly')
    })
    it('does the rest', () => finish(house, run, learner), 400_000)
    it('hears no complaint', () => expect(heard()).toEqual([]))
    afterAll(() => leave(learner))
  })
})
