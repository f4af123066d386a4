import { describe, expect, it } from 'vitest'
import { apply } from '../../../labs/edit/index.ts'

const text = `slipway: 1
title: Ports
params:
  port: { number: { from: 2000, to: 3000 } }
hosts:
  host1:
    containers:
      web: { image: busybox }
steps:
  - id: one
    title: One
    text: Look.
    checks:
      - tcp: { from: host1, to: web, port: '\${port}' }
    solution: docker ps
`

describe('a check whose number is a parameter', () => {
  it('is renamed with what it mentions', () => {
    const renamed = apply(text, {
      do: 'rename',
      host: 'host1',
      kind: 'container',
      name: 'web',
      to: 'shop',
    })
    if ('refused' in renamed) throw new Error(renamed.refused.reason)
    expect(renamed.text).toContain("tcp: { from: host1, to: shop, port: '${port}' }")
  })
})
