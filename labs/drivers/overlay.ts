import { defineDriver } from '../define.ts'

export const overlay = defineDriver({
  name: 'overlay',
  summary: 'One network over several hosts, which are in a swarm or share a key-value store',
  role: 'driver',
  look: { label: 'overlay', mark: 'O' },
  options: {
    encrypted: 'Encrypts what passes between hosts',
    'com.docker.network.driver.mtu': 'Largest packet, in bytes',
  },
  ipam: true,
  problems: () => [],
  example: { driver: 'overlay', attachable: true },
})
