/** An author who draws a lab with a mouse or with keys alone. */
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import type { Draft } from '../../server/protocol.ts'
import { until } from './learner.ts'

export class Drawer {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Begins a lab and waits for its canvas. */
  async begin(): Promise<void> {
    await this.page.goto('/build')
    await this.page.getByRole('button', { name: 'New lab' }).click()
    await this.row('host1').waitFor()
  }

  /** The row of a thing in the tree. */
  row(name: string) {
    return this.page.getByRole('treeitem', { name: new RegExp(`^${name}\\b`) }).first()
  }

  /** Where a point of the canvas is in the window; from its middle. */
  async spot(dx: number, dy: number): Promise<{ x: number; y: number }> {
    const box = await this.page.locator('[data-canvas]').boundingBox()
    if (box === null) throw new Error('There is no canvas')
    return { x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy }
  }

  /** Selects a thing by its row; answers with the handle at its right edge. */
  async handle(name: string): Promise<{ x: number; y: number }> {
    await this.row(name).click()
    const box = await this.page.locator('[data-handle]').boundingBox()
    if (box === null) throw new Error(`${name} has no handle`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  /** A point of the sheet where nothing stands. */
  async corner(): Promise<{ x: number; y: number }> {
    const box = await this.page.locator('[data-canvas]').boundingBox()
    if (box === null) throw new Error('There is no canvas')
    return { x: box.x + 12, y: box.y + box.height - 12 }
  }

  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.page.mouse.move(from.x, from.y)
    await this.page.mouse.down()
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 })
    await this.page.mouse.move(to.x, to.y, { steps: 3 })
    await this.page.mouse.up()
  }

  /** Drags from the palette. */
  async put(kind: 'host' | 'container' | 'network' | 'volume', dx: number, dy: number) {
    const box = await this.page.getByRole('button', { name: `Add ${kind}` }).boundingBox()
    if (box === null) throw new Error(`The palette has no ${kind}`)
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await this.drag(from, await this.spot(dx, dy))
  }

  /** Names what is selected. */
  async name(to: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Name', exact: true })
    await field.fill(to)
    await field.press('Enter')
    await this.row(to).waitFor()
  }

  async set(label: string, value: string): Promise<void> {
    // A field that offers values is a combobox.
    const how = { name: label, exact: true } as const
    const field = this.page.getByRole('textbox', how).or(this.page.getByRole('combobox', how))
    await field.fill(value)
    await field.blur()
  }

  /** The draft as the server has it once everything is saved. */
  async saved(): Promise<Draft> {
    await this.page.locator('[data-save="saved"]').waitFor()
    const id = new URL(this.page.url()).pathname.split('/').at(-1) ?? ''
    const answer = await this.page.request.get(`/api/drafts/${id}`)
    expect(answer.ok()).toBe(true)
    return (await answer.json()) as Draft
  }

  /** Waits until the saved text is just this one. */
  async holds(wanted: string): Promise<void> {
    let text = ''
    await until(
      async () => (text = (await this.saved()).text) === wanted,
      () => `the text to be\n${wanted}\nand not\n${text}`,
    )
  }

  /** Waits until the saved text holds, or does not hold, some words. */
  async writes(words: string | RegExp, is = true): Promise<string> {
    let text = ''
    const fits = () => (typeof words === 'string' ? text.includes(words) : words.test(text))
    await until(
      async () => {
        text = (await this.saved()).text
        return fits() === is
      },
      () => `${String(words)} ${is ? 'in' : 'gone from'}:\n${text}`,
    )
    return text
  }
}
