/** How a mouse draws on the canvas, and how keys do. */
import type { Drawer } from './drawer.ts'
import type { Hands } from './hands.ts'

export interface Pencil {
  /** Adds a thing, names it and leaves its properties open. */
  add(kind: 'network' | 'container' | 'volume', name: string): Promise<void>
  connect(container: string, network: string): Promise<void>
  /** Selects a thing and shows its properties. */
  open(name: string): Promise<void>
  /** Selects nothing, so that the lab itself is shown. */
  openLab(): Promise<void>
  /** Renames what is open. */
  rename(to: string): Promise<void>
  /** Writes at the end of the line of the text that holds `slipway: 1`. */
  comment(words: string): Promise<void>
}

/** Drags from the palette and from handles, presses on rows and on the sheet. */
export function mousePencil(drawer: Drawer, hands: Hands): Pencil {
  const { page } = drawer
  const places = [
    [-60, -30],
    [-60, 60],
    [90, 60],
  ] as const
  let added = 0
  const rename = async (to: string) => {
    await hands.write(page.getByRole('textbox', { name: 'Name', exact: true }), to)
    await page.locator('.inspector h2').click()
    await drawer.row(to).waitFor()
  }

  return {
    rename,
    async add(kind, name) {
      const [dx, dy] = places[added++ % places.length] ?? places[0]
      await drawer.put(kind, dx, dy)
      await drawer.row(`${kind}1`).waitFor()
      await rename(name)
    },
    async connect(container, network) {
      const to = await drawer.handle(network)
      const from = await drawer.handle(container)
      await drawer.drag(from, { x: to.x - 40, y: to.y })
    },
    async open(name) {
      await drawer.row(name).click()
      await page.getByRole('tab', { name: 'Properties' }).click()
    },
    async openLab() {
      const { x, y } = await drawer.corner()
      await page.mouse.click(x, y)
    },
    async comment(words) {
      const line = page.locator('.view-line', { hasText: 'slipway: 1' })
      const box = await line.boundingBox()
      if (box === null) throw new Error('The text is not shown')
      await page.mouse.click(box.x + box.width - 20, box.y + box.height / 2)
      await page.keyboard.type(` ${words}`)
    },
  }
}

/** Adds, finds and connects by name. */
export function keyPencil(drawer: Drawer, hands: Hands): Pencil {
  const { page } = drawer
  const { keyboard } = page
  const canvas = page.locator('[data-canvas]')

  /** Out of a field; elsewhere Escape would mean more. */
  const leave = async () => {
    const writing = await page.evaluate(
      () => document.activeElement?.matches('input, textarea, select') ?? false,
    )
    if (writing) await keyboard.press('Escape')
  }
  const pick = async (key: string, words: string) => {
    await leave()
    await keyboard.press(key)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').waitFor()
    await keyboard.type(words)
    await keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  const find = (name: string) => pick('Control+f', name)

  return {
    async add(kind, name) {
      await pick('/', `${kind} ${name}`)
      await drawer.row(name).waitFor()
    },
    async connect(container, network) {
      await find(container)
      await pick('c', network)
    },
    async open(name) {
      await find(name)
      await keyboard.press('F2')
      await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor()
    },
    async openLab() {
      await leave()
      await hands.reach(canvas)
      await keyboard.press('Escape')
      await page.getByRole('heading', { name: 'This lab' }).waitFor()
    },
    async rename(to) {
      await leave()
      await keyboard.press('F2')
      await keyboard.press('Control+a')
      await keyboard.type(to)
      await keyboard.press('Enter')
      await drawer.row(to).waitFor()
    },
    async comment(words) {
      await hands.reach(page.getByRole('region', { name: /^Text of the lab/ }))
      await keyboard.press('Enter')
      await page.locator('.monaco-editor.focused').waitFor()
      await keyboard.press('Control+Home')
      await keyboard.press('ArrowDown')
      await keyboard.press('ArrowDown')
      await keyboard.press('End')
      await keyboard.type(` ${words}`)
      await keyboard.press('Escape')
    },
  }
}
