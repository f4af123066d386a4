/** What a lab may need of the machine it runs on, beyond a Docker engine. */
import { z } from 'zod'

/** What each is, as it is said to people after "has no". */
export const needs = {
  ipvs: 'IPVS, which carries the virtual address of a service',
  esp: 'ESP, which carries the traffic of an encrypted overlay',
  overlay: 'overlayfs',
  fuse: 'FUSE',
  vxlan: 'VXLAN, which carries overlay networks',
  macvlan: 'macvlan',
  ipvlan: 'ipvlan',
  aufs: 'aufs',
  btrfs: 'btrfs',
  zfs: 'ZFS',
  devicemapper: 'device mapper',
  nfs: 'NFS',
  cifs: 'CIFS',
  consul: 'image of Consul',
} as const

export type Need = keyof typeof needs

export const needNames = Object.keys(needs) as [Need, ...Need[]]

export const preflightFields = z.array(
  z.strictObject({
    need: z.enum(needNames).describe('What hosts or the kernel must have'),
    instead: z
      .string()
      .min(1)
      .optional()
      .describe('What the lab does where it is missing; without this the lab does not start there'),
  }),
)

export interface Preflight {
  need: Need
  instead?: string
}

/** What a lab needs and a machine has not. */
export interface Lack {
  need: Need
  /** What that means for the lab, in words for its learner. */
  words: string
  /** The lab cannot be started. */
  blocking: boolean
}

/** Pure. @param lacking what the machine has not, each with why, such as "There is no image of Consul here." */
export function lacksOf(
  preflight: readonly Preflight[],
  lacking: Readonly<Partial<Record<Need, string>>>,
): Lack[] {
  return preflight.flatMap(({ need, instead }) => {
    const why = lacking[need]
    if (why === undefined) return []
    const words = instead === undefined ? why : `${why} ${instead}`
    return [{ need, words, blocking: instead === undefined }]
  })
}
