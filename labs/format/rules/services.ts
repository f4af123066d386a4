import { wrongKey, wrongValue, type Path, type Problem } from '../diagnostics.ts'
import { suggestOverlay } from './overlays.ts'
import type { LabFields } from '../schema.ts'
import { advise } from '../suggest.ts'
import { drawnServices, type DrawnService } from './drawn.ts'
import { knownAt } from './known.ts'
import type { Rule } from './rule.ts'

/** What a service is made of: an image, networks that span hosts, secrets that are there. */
export const services: Rule = (lab) =>
  drawnServices(lab).flatMap((drawn) => [
    ...image(drawn),
    ...globalReplicas(drawn),
    ...networks(lab, drawn),
    ...secrets(lab, drawn),
  ])

function image({ name, fields, path, step }: DrawnService): Problem[] {
  if (step !== undefined || fields.image !== undefined) return []
  const message = `The service \`${name}\` has no image.`
  return [wrongKey('image-needed', path, message, 'Add `image:`, such as `image: busybox`.')]
}

function globalReplicas({ fields, path }: DrawnService): Problem[] {
  const { mode, replicas } = fields.deploy ?? {}
  if (mode !== 'global' || replicas === undefined) return []
  const message = 'A service of mode `global` has one task on each node.'
  const at = [...path, 'deploy', 'replicas']
  return [wrongKey('bad-value', at, message, 'Remove `replicas`, or write `mode: replicated`.')]
}

function networks(lab: LabFields, { host, fields, path, step }: DrawnService): Problem[] {
  const known = knownAt(lab, step)
  const written = fields.networks ?? []
  const named: { name: string; path: Path }[] = Array.isArray(written)
    ? written.map((name, index) => ({ name, path: [...path, 'networks', index] }))
    : Object.keys(written).map((name) => ({ name, path: [...path, 'networks', name] }))
  return named.flatMap(({ name, path: at }) => {
    if (!known.has('network', { host, name })) {
      const message = `There is no network \`${name}\` on ${host}.`
      const advice = advise(name, known.drawn('network', host), 'Networks here')
      return [wrongValue('unknown-network', at, message, advice)]
    }
    return suggestOverlay(lab, host, name, at)
  })
}

function secrets(lab: LabFields, { host, fields, path, step }: DrawnService): Problem[] {
  const known = knownAt(lab, step)
  return (fields.secrets ?? []).flatMap((secret, index) => {
    const name = typeof secret === 'string' ? secret : secret.source
    if (known.has('secret', { host, name })) return []
    const message = `There is no secret \`${name}\` on ${host}.`
    const advice = advise(name, known.drawn('secret', host), 'Secrets here')
    return [wrongValue('unknown-secret', [...path, 'secrets', index], message, advice)]
  })
}

/** A secret of the start has something to keep. */
export const contents: Rule = (lab) =>
  Object.entries(lab.hosts).flatMap(([host, fields]) =>
    Object.entries(fields?.secrets ?? {}).flatMap(([name, { content, file }]) => {
      if ((content === undefined) !== (file === undefined)) return []
      const path = ['hosts', host, 'secrets', name]
      const both = content !== undefined
      const message = both
        ? `The secret \`${name}\` has two contents.`
        : `The secret \`${name}\` has no content.`
      return [
        wrongKey('content-needed', path, message, 'Give it `content:` or `file:`, one of them.'),
      ]
    }),
  )
