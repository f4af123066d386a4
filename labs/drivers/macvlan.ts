import { defineDriver } from '../define.ts'

export const macvlan = defineDriver({
  name: 'macvlan',
  summary: 'Containers appear on an interface of the host with MAC addresses of their own',
  role: 'driver',
  look: { label: 'macvlan', mark: 'M' },
  options: {
    parent: 'Interface of the host, such as eth0 or eth0.10',
    macvlan_mode: 'bridge (the default), private, vepa or passthru',
  },
  ipam: true,
  problems: ({ options }) => {
    const mode = options?.['macvlan_mode']
    return mode === undefined || ['bridge', 'private', 'vepa', 'passthru'].includes(mode)
      ? []
      : [
          {
            key: 'driver_opts',
            message: `macvlan knows no mode \`${mode}\`; it knows bridge, private, vepa and passthru.`,
          },
        ]
  },
  example: {
    driver: 'macvlan',
    driver_opts: { parent: 'eth0' },
    ipam: { config: [{ subnet: '10.20.0.0/24', gateway: '10.20.0.1' }] },
  },
})
