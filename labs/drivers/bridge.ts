import { defineDriver } from '../define.ts'

export const bridge = defineDriver({
  name: 'bridge',
  summary: 'A virtual switch on one host; containers on it find one another by name',
  role: 'driver',
  look: { label: 'bridge', mark: 'B' },
  options: {
    'com.docker.network.bridge.name': 'Name of the Linux bridge, at most 15 characters',
    'com.docker.network.bridge.enable_icc': 'Whether containers on it may talk to each other',
    'com.docker.network.bridge.enable_ip_masquerade': 'Whether traffic to elsewhere is masqueraded',
    'com.docker.network.bridge.host_binding_ipv4': 'Address that published ports are bound to',
    'com.docker.network.bridge.inhibit_ipv4': 'Leaves the bridge itself without an address',
    'com.docker.network.driver.mtu': 'Largest packet, in bytes',
    'com.docker.network.container_iface_prefix': 'What interfaces in containers are called',
  },
  ipam: true,
  problems: ({ options }) => {
    const name = options?.['com.docker.network.bridge.name'] ?? ''
    return name.length > 15
      ? [
          {
            key: 'driver_opts',
            message: `Linux cuts the bridge name \`${name}\`: it allows 15 characters.`,
          },
        ]
      : []
  },
  example: { driver: 'bridge' },
})
