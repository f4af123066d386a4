import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import { pack } from 'tar-stream'
import { AppError } from '../../errors.ts'
import { dockerCall, ifExists } from '../client.ts'
import { installPackages } from '../engine/install.ts'
import { executable, runProgram } from '../engine/program.ts'
import type { Report } from '../engine/index.ts'
import { follow } from '../progress.ts'
import { debianSources, reachSettings, type AptFile } from './sources.ts'

const suite = 'bookworm'
const tag = 'slipway-base'
const pullWithinMs = 8_000
// What nobody reads in a container; later installations obey it too.
const excluded = ['man', 'doc', 'locale', 'info', 'lintian', 'gnome/help']

// Changed by hand when the base is made in another way: then it is made again, and all images with it.
const recipe = `${suite}-1`
const labels = `slipway.image=base slipway.recipe=${recipe}`

/** The Debian that every image stands on: present, pulled, or bootstrapped. Its image id. */
export async function ensureBase(docker: Dockerode, report: Report): Promise<string> {
  const present = await ifExists(() => docker.getImage(tag).inspect())
  if (present?.Config.Labels?.['slipway.recipe'] === recipe) return present.Id
  const pulled = await pullBase(docker)
  if (pulled) report(`image base: Debian ${suite} pulled from a registry`)
  else await bootstrapBase(docker, report)
  return (await dockerCall(() => docker.getImage(tag).inspect())).Id
}

/** False when no registry has begun to answer in time. */
async function pullBase(docker: Dockerode): Promise<boolean> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), pullWithinMs)
  try {
    const options = { fromImage: 'debian', tag: `${suite}-slim`, abortSignal: giveUp.signal }
    const stream = await docker.createImage(options)
    await follow(stream, (line) => {
      if (line.status && /Pulling fs layer|Download/.test(line.status)) clearTimeout(timer)
    })
  } catch {
    // No registry, no route, no such image: each means the same here, and bootstrapping says what it does.
    return false
  } finally {
    clearTimeout(timer)
  }
  const context = pack()
  context.entry({ name: 'Dockerfile' }, `FROM debian:${suite}-slim\nLABEL ${labels}\n`)
  context.finalize()
  await follow(
    await dockerCall(() => docker.buildImage(Readable.from(context), { t: tag })),
    () => undefined,
  )
  return true
}

async function bootstrapBase(docker: Dockerode, report: Report): Promise<void> {
  if (process.getuid?.() !== 0) {
    const reason = 'no registry answers, and bootstrapping Debian needs root'
    throw new AppError('image-build', { image: 'base', reason, log: 'this message' })
  }
  report(`image base: no registry answers, bootstrapping Debian ${suite} (once, about 30 s) …`)
  if (!executable('mmdebstrap'))
    await installPackages(['mmdebstrap', 'debian-archive-keyring'], report)
  const folder = mkdtempSync(join(tmpdir(), 'slipway-base-'))
  try {
    const archive = join(folder, 'base.tar')
    const done = await runProgram('mmdebstrap', await bootstrapArguments(folder, archive))
    if (done.code !== 0) {
      const log = join(tmpdir(), 'slipway-build-base.log')
      writeFileSync(log, done.output)
      const reason =
        done.output.split('\n').findLast((line) => /^E: /.test(line)) ?? 'mmdebstrap failed'
      throw new AppError('image-build', { image: 'base', reason, log })
    }
    const options = { repo: tag, tag: 'latest', changes: [`LABEL ${labels}`] }
    const stream = await dockerCall(() => docker.importImage(createReadStream(archive), options))
    await follow(stream, () => undefined)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function bootstrapArguments(folder: string, archive: string): Promise<string[]> {
  const found = debianSources(aptFiles(), suite)
  const sources: string[] = []
  for (const [name, text] of [
    ['base.sources', found.deb822],
    ['base.list', found.list],
  ] as const) {
    if (text === '') continue
    writeFileSync(join(folder, name), `${text}\n`)
    sources.push(join(folder, name))
  }
  const settings = reachSettings((await runProgram('apt-config', ['dump'])).output)
  return [
    '--quiet',
    '--variant=apt',
    ...excluded.map((path) => `--dpkgopt=path-exclude=/usr/share/${path}/*`),
    ...settings.map((line) => `--aptopt=${line.replace(/;$/, '')}`),
    suite,
    archive,
    ...sources,
  ]
}

function aptFiles(): AptFile[] {
  const folder = '/etc/apt/sources.list.d'
  const names = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
  const paths = ['/etc/apt/sources.list', ...names].filter(
    (path) => /\.(list|sources)$/.test(path) && existsSync(path),
  )
  return paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}
