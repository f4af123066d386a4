import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { AppError } from '../../errors.ts'
import { runProgram } from './program.ts'
import type { Report } from './types.ts'

/** Installs Debian packages without starting or enabling what they bring. */
export async function installPackages(packages: readonly string[], report: Report): Promise<void> {
  const release = forbidServices()
  try {
    if (await knowsAll(packages)) {
      const first = await apt(['install', ...packages])
      if (first.code === 0) return
      report('The package lists are old: fetching them again …')
    }
    await must(['update'])
    await must(['install', ...packages])
  } finally {
    release()
  }
}

async function must(argv: string[]): Promise<void> {
  const done = await apt(argv)
  if (done.code === 0) return
  const line =
    done.output.split('\n').findLast((text) => text.startsWith('E:')) ?? done.output.slice(-300)
  throw new AppError('engine-install', { reason: line.trim() })
}

async function apt([verb = '', ...rest]: string[]): Promise<{ code: number; output: string }> {
  const quiet = ['-qq', '-y', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120']
  const options = verb === 'install' ? [...quiet, '--no-install-recommends'] : quiet
  return runProgram('apt-get', [verb, ...options, ...rest])
}

async function knowsAll(packages: readonly string[]): Promise<boolean> {
  const { output } = await runProgram('apt-cache', ['show', '--no-all-versions', ...packages])
  return packages.every((name) => output.includes(`Package: ${name}\n`))
}

// Debian's packages ask this script before they start a service; ours says no and is gone afterwards.
function forbidServices(): () => void {
  const policy = '/usr/sbin/policy-rc.d'
  if (existsSync(policy)) return () => undefined
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return () => rmSync(policy, { force: true })
}

export { executable } from './program.ts'
