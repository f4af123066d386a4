/** A lab far larger than any that people draw: 1,000 things and 1,500 lines between them, in ten hosts. */
import type { Layout } from '../../labs/layout.ts'

const HOSTS = 10
const CONTAINERS = 70
const NETWORKS = 10
const VOLUMES = 19

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** Per host 99 things and 150 lines; with its ten hosts exactly 1,000 and 1,500. */
export function bigLab(): string {
  const hosts = numbers(HOSTS).flatMap((host) => [
    `  host${host}:`,
    '    images: [busybox]',
    '    networks:',
    ...numbers(NETWORKS).map((net) => `      net${net}: { driver: bridge }`),
    '    volumes:',
    ...numbers(VOLUMES).map((volume) => `      vol${volume}: {}`),
    '    containers:',
    ...numbers(CONTAINERS).flatMap(container),
  ])
  return ['slipway: 1', 'title: A large lab', 'hosts:', ...hosts, ...steps].join('\n')
}

const steps = [
  'steps:',
  '  - id: look',
  '    title: Look',
  '    checks:',
  '      - ping: { from: host1/box1, to: host1/box11 }',
  '    solution: [{ host: host1, run: docker ps }]',
  '',
]

/** All are on one network, 50 of them on two; 30 mount a volume. */
function container(number: number): string[] {
  const own = (number % NETWORKS) + 1
  const second = number <= 50 ? `, net${(own % NETWORKS) + 1}` : ''
  const mount = number > 40 ? [`        volumes: ['vol${(number % VOLUMES) + 1}:/data']`] : []
  return [
    `      box${number}:`,
    '        image: busybox',
    '        command: [sleep, infinity]',
    `        networks: [net${own}${second}]`,
    ...mount,
  ]
}

/** Its hosts in two rows. */
export function bigLayout(): Layout {
  const places = numbers(HOSTS).map((host) => {
    const index = host - 1
    return [`host${host}`, { x: (index % 5) * 100, y: Math.floor(index / 5) * 110 }] as const
  })
  return { version: 1, positions: Object.fromEntries(places) }
}

/** As little as a lab can hold while something in it can be renamed. */
export function smallLab(): string {
  const lines = [
    '  host1:',
    '    images: [busybox]',
    '    containers:',
    '      box1:',
    '        image: busybox',
  ]
  return ['slipway: 1', 'title: A small lab', 'hosts:', ...lines, ...steps]
    .join('\n')
    .replace('host1/box11', 'host1')
}
