/** A learner at work on a whole lab, and what of it all such tests share. */
import { complaints, visit, type House } from './browser.ts'
import { Learner, patience, until } from './learner.ts'
import { openSolver } from './solver.ts'
import { finishLab } from './whole-lab.ts'

/** Opens a run of a lab as its learner. */
export async function begin(house: House, lab: string) {
  const { run, link } = await house.start(lab, 'Ada Lovelace')
  const page = await (await house.stranger()).newPage()
  const heard = complaints(page)
  await visit(page, link)
  const learner = new Learner(page)
  await learner.ready()
  return { learner, page, heard, run }
}

/** A page that stays open draws, and its run is looked at for it. */
export const leave = (learner?: Learner) => learner?.page.context().close()

/** Does every step that is left, and sees that all of them have passed. */
export async function finish(house: House, run: string, learner: Learner): Promise<void> {
  const solver = await openSolver(house.home, run)
  try {
    await finishLab(learner, solver)
  } finally {
    solver.close()
  }
  const all = solver.steps.length
  await learner.page.getByText(`${all}/${all}`).first().waitFor({ timeout: patience })
}

/** Runs what a step shows for a host, by its button, and waits for the prompt after it. */
export async function click(
  learner: Learner,
  step: string,
  host: string,
  nth = 0,
): Promise<string> {
  const { page } = learner
  const tab = page.getByRole('tab', { name: host })
  const isOpen = (await tab.count()) > 0
  if (isOpen) await tab.first().click()
  // Until the command is echoed, the prompt that waits is the one from before.
  const before = isOpen ? await learner.text() : ''
  await learner.step(step).locator(`[data-run="${host}"]`).nth(nth).click()
  const sure = page.getByRole('button', { name: 'Run it' })
  if (await sure.isVisible()) await sure.click()
  await page.getByRole('tab', { name: host, selected: true }).waitFor({ timeout: patience })
  await until(async () => (await learner.text()) !== before, `what ${host} was told, echoed`)
  await learner.prompt()
  return learner.text()
}
