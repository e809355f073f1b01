import type { FoundEnd } from './ends/found-end.ts'
import { ipOf } from './ip.ts'
import type { Origin } from './walk/answer-back.ts'
import type { World } from './walk/world.ts'

type Found = Extract<FoundEnd, { kind: 'found' }>

/** Where packets of an end begin: a namespace a place, or outside; `why` where there is none. */
export function originsOf(world: World, { end, places }: Found): { origins: Origin[]; why: string | null } {
  const { kind, label } = end
  const source = kind === 'address' || kind === 'outside' ? ipOf(label) : null
  if (kind === 'outside' && source) return { origins: [{ kind: 'outside', source }], why: null }
  const origins = places.flatMap(({ namespaceId }): Origin[] => {
    const space = namespaceId === null ? null : world.space(namespaceId)
    return space ? [{ kind: 'space', space, source }] : []
  })
  if (origins.length > 0) return { origins, why: null }
  return { origins, why: `${label} has no network namespace that is read.` }
}
