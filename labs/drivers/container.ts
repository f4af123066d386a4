import { defineDriver } from '../define.ts'

export const container = defineDriver({
  name: 'container',
  summary: 'The container shares the network of another container, addresses and ports included',
  role: 'mode',
  look: { label: 'container', mark: 'C' },
  options: {},
  ipam: false,
  problems: () => [],
  example: { image: 'busybox', network_mode: 'container:web' },
})
