import { describe, expect, it } from 'vitest'
import {
  chooseStrategy,
  isDebianLike,
  type Findings,
} from '../../../server/docker/engine/strategy.ts'

const bare: Findings = {
  managedAddress: 'unix:///var/lib/slipway/engine/docker.sock',
  root: true,
  installAllowed: true,
  dockerd: false,
  denied: false,
  osRelease: 'NAME="Debian GNU/Linux"\nID=debian\n',
}

describe('chooseStrategy', () => {
  it('uses what answers', () => {
    const answering = { where: 'unix:///var/run/docker.sock', managed: false }
    expect(chooseStrategy({ ...bare, answering })).toEqual({ kind: 'use', ...answering })
  })

  it('never goes behind the back of a DOCKER_HOST that does not answer', () => {
    const found = chooseStrategy({ ...bare, dockerHost: 'tcp://lab:2375', dockerd: true })
    expect(found).toMatchObject({ kind: 'absent', where: ' at DOCKER_HOST=tcp://lab:2375' })
  })

  it('starts an engine where one is installed, and installs one on Debian and its children', () => {
    expect(chooseStrategy({ ...bare, dockerd: true }).kind).toBe('start')
    expect(chooseStrategy(bare).kind).toBe('install')
    expect(
      chooseStrategy({ ...bare, osRelease: 'ID=linuxmint\nID_LIKE="ubuntu debian"\n' }).kind,
    ).toBe('install')
  })

  it('says the exact command where it may not', () => {
    const command =
      /apt-get update && apt-get install -y --no-install-recommends docker.io iptables/
    for (const found of [
      { ...bare, root: false, installAllowed: false },
      { ...bare, installAllowed: false },
    ]) {
      expect(chooseStrategy(found)).toMatchObject({
        kind: 'absent',
        advice: expect.stringMatching(command),
      })
    }
    const denied = chooseStrategy({ ...bare, root: false, dockerd: true, denied: true })
    expect(denied).toMatchObject({ advice: expect.stringContaining('usermod -aG docker') })
    const fedora = chooseStrategy({ ...bare, osRelease: 'ID=fedora\n' })
    expect(fedora).toMatchObject({
      kind: 'absent',
      advice: expect.stringMatching(/docs\.docker\.com/),
    })
  })
})

it('reads os-release as written, quoted or not', () => {
  expect(isDebianLike('ID="ubuntu"\n')).toBe(true)
  expect(isDebianLike('NAME=debian\nID=alpine\n')).toBe(false)
  expect(isDebianLike('')).toBe(false)
})
