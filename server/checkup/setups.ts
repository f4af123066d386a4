/** What tests need before they can run; each is done once and is quick when it is there already. */
import { engineConfig, openEngine, type Report } from '../docker/engine/index.ts'
import { openHelper } from '../docker/helper.ts'
import { prepareImages } from '../docker/images/index.ts'
import { AppError } from '../errors.ts'
import { ensureChromium } from './chromium.ts'
import { runTool } from './programs.ts'

/** A Docker engine with every image of `labs/images` on it. */
async function engine(report: Report): Promise<void> {
  const opened = await openEngine(config(), report)
  const helper = await openHelper(opened)
  await prepareImages(opened, helper, report)
}

async function chromium(report: Report): Promise<void> {
  await ensureChromium(config().installAllowed, report)
}

/** The pages as a browser gets them. */
async function pages(): Promise<void> {
  const code = await runTool('vite', ['build', '--logLevel=warn'])
  if (code !== 0) throw new AppError('internal', { reason: 'the pages could not be built' })
}

const config = () => engineConfig(process.env, process.getuid?.() ?? 1)

export type Setup = 'engine' | 'chromium' | 'pages'

export const setups: Record<Setup, (report: Report) => Promise<void>> = { engine, chromium, pages }
