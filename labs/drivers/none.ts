import { defineDriver } from '../define.ts'

export const none = defineDriver({
  name: 'none',
  summary: 'The container has nothing but its loopback',
  role: 'mode',
  look: { label: 'none', mark: '∅' },
  options: {},
  ipam: false,
  problems: () => [],
  example: { image: 'busybox', network_mode: 'none' },
})
