/** Does what is left of a lab in the browser, by its solutions: typed into terminals, questions answered in their fields. */
import type { CompiledStep } from '../../labs/format/compiled.ts'
import { Learner, patience, until } from './learner.ts'
import type { Solver } from './solver.ts'

/** A shell that waits for a command, or for the rest of one. */
const waiting = /(^\S+@\S+:.*[#$]|^>)\s*$/

export async function finishLab(learner: Learner, solver: Solver): Promise<void> {
  for (const step of solver.steps) {
    const place = learner.step(step.id)
    if ((await place.getAttribute('data-state')) === 'passed') continue
    await unfold(learner, step.id)
    await typeSolution(learner, solver, step)
    for (const [check, answer] of await solver.answers(step)) {
      const field = place.locator(`[data-check="${check}"] input`)
      await field.fill(answer)
      await field.press('Enter')
    }
    if (step.checks.some(breaks)) await pressCheck(learner, step)
    await learner.passes(step.id)
  }
}

const breaks = ({ kind }: CompiledStep['checks'][number]) => kind === 'perturb'

/** What breaks something on purpose is asked only by the button, once everything else in the step holds. */
async function pressCheck(learner: Learner, step: CompiledStep): Promise<void> {
  const place = learner.step(step.id)
  for (const { id } of step.checks.filter((check) => !breaks(check)))
    await place.locator(`[data-check="${id}"][data-verdict="pass"]`).waitFor({ timeout: patience })
  await place.getByRole('button', { name: 'Check', exact: true }).click()
}

async function unfold(learner: Learner, step: string): Promise<void> {
  const head = learner.step(step).locator('button[aria-expanded]').first()
  if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click()
}

async function typeSolution(learner: Learner, solver: Solver, step: CompiledStep): Promise<void> {
  const kept: string[] = []
  for (const { host, run, keep } of step.solution) {
    await turnTo(learner, host)
    await typeLines(learner, [...kept, run].join('\n'))
    if (keep !== undefined) kept.push(`${keep}=${await solver.read(host, run)}`)
  }
}

/** The terminal of a host in front, at a prompt. */
async function turnTo(learner: Learner, host: string): Promise<void> {
  const { page } = learner
  const tab = page.getByRole('tab', { name: host, exact: true }).first()
  if ((await tab.count()) > 0) await tab.click()
  else {
    await page.getByRole('button', { name: 'New terminal' }).click()
    await page.getByRole('menuitem', { name: `New terminal on ${host}` }).click()
  }
  await page.getByRole('tab', { name: host, selected: true }).waitFor({ timeout: patience })
  await learner.run('clear')
}

async function typeLines(learner: Learner, text: string): Promise<void> {
  for (const line of text.split('\n').filter((line) => line !== '')) {
    await learner.page.keyboard.type(line)
    const before = (await learner.rows()).join('\n')
    await learner.page.keyboard.press('Enter')
    await until(async () => {
      const rows = await learner.rows()
      return rows.join('\n') !== before && waiting.test(rows.findLast((row) => row !== '') ?? '')
    }, `a prompt after ${line}`)
  }
}
