/** An author who writes a whole lab in the builder: what is drawn is told as verbs, hands do the rest. */
import type { Locator, Page } from 'playwright-core'
import type { Fields, Value } from '../../labs/edit/index.ts'
import type { Drawer } from './drawer.ts'
import type { Hands } from './hands.ts'
import type { Pencil } from './pencils.ts'

/** Keys whose label is not the key itself. */
const labels: Record<string, string> = { ask: 'Question', oneOf: 'One of', of: 'Copy of' }

export class Author {
  readonly page: Page
  readonly drawer: Drawer
  readonly hands: Hands
  readonly pencil: Pencil

  constructor(drawer: Drawer, hands: Hands, pencil: Pencil) {
    this.page = drawer.page
    this.drawer = drawer
    this.hands = hands
    this.pencil = pencil
  }

  /** The form of the selected thing, or of the lab. */
  private get properties() {
    return this.page.locator('.inspector')
  }

  private get steps() {
    return this.page.getByRole('region', { name: 'Steps', exact: true })
  }

  private part(name: string) {
    return this.steps.getByRole('region', { name, exact: true })
  }

  button(name: string | RegExp, inside: Page | Locator = this.page) {
    return inside.getByRole('button', { name, exact: typeof name === 'string' })
  }

  /** Fills in fields by their labels; a list is told one a line. */
  async say(fields: Record<string, string | string[]>, inside = this.properties): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      await this.fill(inside.getByLabel(new RegExp(`^${label}(?!\\w)`)).first(), value)
    }
  }

  private async fill(field: Locator, value: string | string[]): Promise<void> {
    const text = typeof value === 'string' ? value : value.join('\n')
    const tag = await field.evaluate((node) => node.tagName)
    if (tag === 'SELECT') await this.hands.choose(field, text)
    else await this.hands.write(field, text)
  }

  /** Turns to one of the panes beside the drawing. */
  async turn(pane: 'Properties' | 'Steps'): Promise<void> {
    const beside = this.page.getByRole('complementary', { name: /^Properties/ })
    await this.hands.press(beside.getByRole('tab', { name: pane }))
  }

  async openStep(title: string): Promise<void> {
    await this.hands.press(this.button(new RegExp(`^\\d+ ${title}`), this.steps))
  }

  async removeStep(title: string): Promise<void> {
    await this.openStep(title)
    await this.hands.press(this.button('Remove the step'))
  }

  async addStep(id: string, title: string, text: string): Promise<void> {
    await this.hands.press(this.button('Step', this.steps))
    await this.say({ Title: title, Id: id, 'Instructions, in Markdown': text }, this.steps)
  }

  /** Draws what should become true, ticks what else is to be checked, and comes back to the step. */
  async drawGoal(draw: () => Promise<void>, also: RegExp[] = []): Promise<void> {
    await this.hands.press(this.button('Draw the goal'))
    await draw()
    const goal = this.page.getByRole('region', { name: 'Draw the goal' })
    for (const words of also) {
      await this.hands.press(goal.getByRole('checkbox', { name: words, checked: false }))
    }
    await this.hands.press(this.button('Done', goal))
    await goal.waitFor({ state: 'detached' })
  }

  /** As it would be written in a lab: the kind with its arguments, and what is said beside. */
  async addCheck({ kind, args, more = {} }: WrittenCheck): Promise<void> {
    const checks = this.part('Checks')
    await this.hands.choose(checks.getByLabel('Add a check'), `${kind}:`)
    const form = checks.locator('form')
    await this.fillIn(form, args)
    if (Object.keys(more).length > 0) {
      await this.hands.press(form.locator('summary'))
      await this.say(more, form)
    }
    await this.hands.press(this.button('Add the check', form))
    await form.waitFor({ state: 'detached' })
  }

  private async fillIn(inside: Locator, args: Fields): Promise<void> {
    for (const [key, value] of Object.entries(args)) {
      const label = labels[key] ?? `${key[0]?.toUpperCase() ?? ''}${key.slice(1)}`
      if (isFields(value)) {
        await this.fillIn(inside.getByRole('group', { name: label, exact: true }).first(), value)
      } else {
        const text = Array.isArray(value) ? value.map(String) : String(value)
        await this.say({ [label]: text }, inside)
      }
    }
  }

  async addHint(after: number, text: string): Promise<void> {
    const hints = this.part('Hints')
    await this.hands.press(this.button('Hint', hints))
    await this.say({ 'New hint, in Markdown': text }, hints)
    await this.hands.write(hints.getByLabel('After failures').last(), String(after))
    await this.hands.press(this.button('Add the hint', hints))
  }

  async solve(host: string, commands: string): Promise<void> {
    const boxes = this.part('Solution').getByRole('textbox', { name: new RegExp(`on ${host}$`) })
    await this.hands.write(boxes.first(), commands)
  }
}

export interface WrittenCheck {
  kind: string
  args: Fields
  /** Of the part that is folded away, by label. */
  more?: Record<string, string>
}

const isFields = (value: Value): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
