/** A learner does a whole lab by typing what the course prints, and finds everything back after a reload. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { complaints, openHouse, shoot, visit, type House } from '../support/browser.ts'
import { inOrder, Learner, seen, until } from '../support/learner.ts'

/** The address a command printed last: right before the next prompt. */
const printed = (screen: string) => seen(screen, /(\d+\.\d+\.\d+\.\d+)root@/)
/** The last value of a key in what `docker inspect` printed. */
const valueOf = (screen: string, key: string) => seen(screen, new RegExp(`"${key}": ?"([^"]+)"`))

describe('the lab user-defined-bridge, typed as the course prints it', () => {
  inOrder()
  let house: House
  let page: Page
  let learner: Learner
  let heard: () => string[]
  let web = ''

  beforeAll(async () => {
    house = await openHouse()
    const { link } = await house.start('user-defined-bridge', 'Ada Lovelace')
    page = await (await house.stranger()).newPage()
    heard = complaints(page)
    await visit(page, link)
    learner = new Learner(page)
    await learner.ready()
  })
  afterAll(() => house?.close())

  it('makes a network and finds it in the list', async () => {
    await learner.run('docker network create -d bridge new_bridge')
    await learner.passes('create')
    expect(await learner.run('docker network ls')).toMatch(/new_bridge\s*bridge\s*local/)
    const screen = await learner.run('docker network inspect new_bridge | grep Subnet')
    await learner.answer('list', /SCOPE/, 'local')
    await learner.answer('list', /subnet/, valueOf(screen, 'Subnet'))
    await learner.passes('list')
  })

  it('starts db on it and reads its address', async () => {
    await learner.run('docker run -d --net=new_bridge --name=db training/postgres')
    await learner.passes('db')
    const screen = await learner.run(
      "docker inspect --format='{{json .NetworkSettings.Networks}}' db",
    )
    await learner.answer('inspect-db', /address/, valueOf(screen, 'IPAddress'))
    await learner.passes('inspect-db')
  })

  it('starts web on the default bridge and reads its address', async () => {
    await learner.run('docker run -d --name=web training/webapp python app.py')
    await learner.passes('web')
    web = printed(
      await learner.run(
        "docker inspect --format='{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' web",
      ),
    )
    await learner.answer('inspect-web', /address/, web)
    await learner.answer('inspect-web', /network/, 'bridge')
    await learner.passes('inspect-web')
  })

  it('pings in vain', async () => {
    await learner.run('docker exec -it db bash')
    await learner.enter(`ping ${web}`)
    await until(async () => (await learner.text()).includes(`PING ${web}`), 'ping to begin')
    await page.keyboard.press('Control+c')
    await learner.prompt()
    expect(await learner.text()).toContain('100% packet loss')
    await learner.run('exit')
    await learner.answer('isolated', /per cent/, '100%')
    await learner.passes('isolated')
  })

  it('connects web from a second terminal and reaches it', async () => {
    const opener = page.getByRole('button', { name: 'New terminal' })
    const item = page.getByRole('menuitem', { name: 'New terminal on host1' })
    await opener.click()
    await item.waitFor()
    await opener.click()
    await item.waitFor({ state: 'hidden' })
    await opener.click()
    await item.click()
    await until(
      () =>
        page
          .getByRole('tab', { name: /host1/ })
          .count()
          .then((n) => n === 2),
      'two tabs',
    )
    await learner.prompt()
    await learner.run('docker network connect new_bridge web')
    await learner.passes('connect')
    const second = valueOf(
      await learner.run(
        "docker inspect --format='{{json .NetworkSettings.Networks.new_bridge}}' web",
      ),
      'IPAddress',
    )
    await learner.run('docker exec -it db bash')
    await learner.enter(`ping ${second}`)
    await until(async () => (await learner.text()).includes(`from ${second}`), 'an answer')
    await page.keyboard.press('Control+c')
    await learner.prompt()
    await learner.answer('reach', /address/, second)
    await learner.passes('reach')
    await shoot(page, 'run-passed')
  })

  it('finds everything back after a reload', async () => {
    const before = await learner.text()
    await page.reload()
    await learner.prompt()
    expect(await page.locator('[data-step][data-state="passed"]').count()).toBe(9)
    expect(await page.getByRole('tab', { name: /host1/ }).count()).toBe(2)
    await page.getByRole('tab', { name: /host1/ }).last().click()
    await until(
      async () => (await learner.text()).includes(before.slice(-40)),
      'what was on the screen',
    )
  })

  it('never made the page complain', () => expect(heard()).toEqual([]))
})
