import type { Ip } from '../ip.ts'
import { checkSource } from '../routing/check-source.ts'
import type { Evidence } from '../trace.ts'
import type { Reception } from './frame.ts'
import { betweenNeighbours } from './pass-frame.ts'

/** Why one that has an address and hears the question for it does not answer: it takes nothing from the asker there (rp_filter). */
export function whySilent(
  receptions: readonly Reception[],
  target: Ip,
  sender: Ip | null,
): { says: string; evidence: Evidence; toChange: string | null } | null {
  if (!sender || target.family !== 'inet') return null
  for (const reception of receptions) {
    if (reception.kind !== 'taken' || !reception.space.routing.own.has(target)) continue
    const { space, device } = reception
    const check = checkSource(space.routing, betweenNeighbours(sender, target), device)
    if (check.kind === 'invalid')
      return {
        says: `${space.label} hears the question and takes none: ${check.says}`,
        evidence: check.evidence,
        toChange: `${space.label} would have to reach ${sender.text} by ${device.name} too, or take it all the same (rp_filter).`,
      }
  }
  return null
}
