import type { CardSeed } from './card-seed.ts'
import { inertText } from './inert-text.ts'
import type { Lookup } from './lookup.ts'
import { makeLabel } from './make-label.ts'
import { fonts } from './measures.ts'
import type { Drop } from './picture.ts'
import type { Slot } from './plan-grid.ts'

type DropPlace = { x: number; y1: number; y2: number; barKey: string }

/** A card's line to a bar: `y1` at the card, `y2` at the bar, above or below. */
export function dropPart(seed: CardSeed, slot: Slot, place: DropPlace, lookup: Lookup): Drop {
  const { x, y1, y2, barKey } = place
  const { endpoints } = slot.attachment
  const endpoint = endpoints.length === 1 ? endpoints[0] : undefined
  const down = y2 > y1
  const addresses = endpoints.flatMap((one) => [one.ipv4, one.ipv6].filter((text) => text !== null))
  return {
    kind: 'drop',
    key: `drop:${seed.key}>${slot.network.network.id}`,
    subject: endpoint ? `endpoint:${endpoint.id}` : seed.subject,
    x,
    y1,
    y2,
    hue: slot.network.hue,
    from: seed.key,
    to: barKey,
    endpointId: endpoint?.id ?? null,
    joint: { x, y: y2 },
    labels:
      slot.text === ''
        ? []
        : [
            {
              ...makeLabel(slot.text, x + 7, down ? y2 - 8 : y2 + 15, slot.room + 1, fonts.joint, { soft: true }),
              full: addresses.join(', '),
            },
          ],
    detail: details(slot, lookup).map((text, line) =>
      makeLabel(text, x + 3, down ? y1 + 5 + line * 4.5 : y1 - 3 - line * 4.5, slot.room + 10, fonts.detail, {
        soft: true,
      }),
    ),
    origin: originOf(slot),
    title: inertText(
      [
        `${seed.name} on ${slot.network.network.name}`,
        ...addresses,
        ...(endpoint?.mac ? [endpoint.mac] : []),
        originOf(slot),
      ].join(' · '),
    ),
  }
}

/** One observed member makes a group's line a fact. */
function originOf(slot: Slot): Drop['origin'] {
  const origins = new Set(slot.attachment.endpoints.map((one) => one.origin))
  if (origins.size === 0 || origins.has('observed')) return 'observed'
  return origins.has('configured') ? 'configured' : 'inferred'
}

/** Interface inside, its other end and MAC: what one wants to know when looking closely. */
function details(slot: Slot, lookup: Lookup): string[] {
  const [endpoint, more] = slot.attachment.endpoints
  if (!endpoint || more) return []
  const inside = endpoint.interfaceId === null ? undefined : lookup.interface.get(endpoint.interfaceId)
  const outside = endpoint.hostInterfaceId === null ? undefined : lookup.interface.get(endpoint.hostInterfaceId)
  return [inside?.name, outside?.name, endpoint.mac ?? inside?.mac].filter((text) => typeof text === 'string')
}
