import { defineDriver } from '../define.ts'

export const host = defineDriver({
  name: 'host',
  summary: 'The container uses the network of its host and has no address of its own',
  role: 'mode',
  look: { label: 'host', mark: 'H' },
  options: {},
  ipam: false,
  problems: () => [],
  example: { image: 'busybox', network_mode: 'host' },
})
