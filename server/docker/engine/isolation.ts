import type { Isolation } from './types.ts'

/** The part of `docker info` on which the decision rests. */
export interface Offer {
  securityOptions: readonly string[]
  runtimes: readonly string[]
}

/**
 * How hosts are kept apart, from what the engine offers: the strongest first. Pure.
 * Sysbox and Kata have not been seen running by us: their recipe is the documented one.
 */
export function decideIsolation(offer: Offer): Isolation {
  if (offer.runtimes.includes('sysbox-runc')) {
    const words = 'Hosts run under Sysbox: root in a host is an ordinary user outside.'
    return { level: 'sysbox', words, runtime: 'sysbox-runc', shelf: false }
  }
  const kata = offer.runtimes.find((name) => name.includes('kata'))
  if (kata !== undefined) {
    return {
      level: 'kata',
      words: 'Each host is a virtual machine of its own (Kata Containers).',
      runtime: kata,
      shelf: false,
    }
  }
  if (offer.securityOptions.some((option) => /(^|,)name=(userns|rootless)(,|$)/.test(option))) {
    const words = 'Hosts run in a user namespace: root in a host is an ordinary user outside.'
    return { level: 'userns', words, shelf: true }
  }
  return {
    level: 'elevated',
    words: 'Hosts run with elevated capabilities: root in a host is root on this machine.',
    warning:
      'This engine has neither Sysbox, Kata nor user namespaces, so a learner who breaks out of a host is root here. ' +
      'Start dockerd with --userns-remap=default, or let Slipway run its own engine, before strangers use it.',
    shelf: false,
  }
}
