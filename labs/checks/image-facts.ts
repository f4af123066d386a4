/** What an engine knows of an image's making. */
import { ProbeError, type Probe } from '../define.ts'
import { refOf } from './subject.ts'

export interface ImageFacts {
  id: string
  /** Digests of the layers' content, lowest first. */
  layers: string[]
  /** The lines of docker history, oldest first. */
  history(): Promise<string[]>
}

export async function imageOf(name: string, probe: Probe): Promise<ImageFacts | undefined> {
  const ref = refOf(name, probe)
  const path = `/images/${ref.name.split('/').map(encodeURIComponent).join('/')}`
  const { status, body } = await probe.api(ref.host, `${path}/json`)
  if (status === 404) return undefined
  const image = body as { Id?: unknown; RootFS?: { Layers?: unknown } } | null
  const layers = image?.RootFS?.Layers
  if (status !== 200) throw new ProbeError(`the engine answered ${status} about image ${ref.name}`)
  return {
    id: String(image?.Id),
    layers: Array.isArray(layers) ? layers.map(String) : [],
    async history() {
      const told = await probe.api(ref.host, `${path}/history`)
      const lines = Array.isArray(told.body) ? (told.body as { CreatedBy?: unknown }[]) : []
      return lines.map(({ CreatedBy }) => String(CreatedBy ?? '')).reverse()
    },
  }
}
