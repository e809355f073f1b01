import type { Packet } from '../packet.ts'
import type { Verdict } from '../trace.ts'
import type { Ending } from './walk.ts'
import type { Space } from './world.ts'

/** The verdict on a packet that came to a namespace: taken, or refused since nobody listens. */
export function deliveredVerdict(
  { space, taker, packet }: Extract<Ending, { kind: 'arrived' }>,
  request: Omit<Packet, 'source'>,
): Verdict {
  if (taker === null)
    return {
      ...verdictAt(
        space,
        'refused',
        'no-listener',
        `Refused in ${space.label}: nobody listens on ${packet.protocol} port ${packet.destinationPort}${listensOn(packet)}.`,
      ),
      toChange: `A program in ${space.label} would have to listen on ${packet.protocol} port ${packet.destinationPort}.`,
    }
  return request.protocol === 'icmp'
    ? verdictAt(space, 'delivered', 'echo', `Delivered: ${space.label} answers.`)
    : verdictAt(
        space,
        'delivered',
        'listener',
        `Delivered to ${taker.socket?.process?.name ?? 'the listener'} in ${space.label}, ${packet.protocol} port ${packet.destinationPort}.`,
      )
}

const listensOn = ({ destination }: Packet): string => ` at ${destination.text}`

export const verdictAt = (space: Space, outcome: Verdict['outcome'], code: Verdict['code'], says: string): Verdict => ({
  ...{ outcome, code, says, hostId: space.host.id, namespaceId: space.id, evidence: null, toChange: null },
})

/** The verdict on a packet that went no further. */
export const verdictOfStop = ({
  outcome,
  code,
  says,
  evidence,
  toChange,
  space,
}: Extract<Ending, { kind: 'stopped' }>): Verdict => ({
  ...{ outcome, code, says, evidence, toChange, hostId: space?.host.id ?? null, namespaceId: space?.id ?? null },
})
