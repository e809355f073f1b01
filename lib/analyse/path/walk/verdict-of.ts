import { socketEvidence, wordsOfSocket } from '../ends/socket-evidence.ts'
import type { Packet } from '../packet.ts'
import type { Verdict } from '../trace.ts'
import type { Ending } from './walk.ts'
import type { Space } from './world.ts'

/** The verdict on a packet that came to a namespace: taken, or refused since nobody listens. */
export function deliveredVerdict(
  { space, taker, packet }: Extract<Ending, { kind: 'arrived' }>,
  request: Omit<Packet, 'source'>,
): Verdict {
  if (taker === null) return refusedVerdict(space, packet)
  return request.protocol === 'icmp'
    ? verdictAt(space, 'delivered', 'echo', `Delivered: ${space.label} answers.`)
    : verdictAt(
        space,
        'delivered',
        'listener',
        `Delivered to ${taker.socket?.process?.name ?? 'the listener'} in ${space.label}, ${packet.protocol} port ${packet.destinationPort}.`,
      )
}

/** Nobody takes it: nobody listens on the port at all, or on other addresses alone. */
function refusedVerdict(space: Space, { protocol, destination, destinationPort: port }: Packet): Verdict {
  const elsewhere = space.namespace.sockets.filter((socket) => socket.protocol === protocol && socket.port === port)
  const [first] = elsewhere
  const who = first?.process?.name ?? 'another program'
  const at = `Refused in ${space.label}: `
  if (!first)
    return {
      ...verdictAt(
        space,
        'refused',
        'no-listener',
        `${at}nobody listens on ${protocol} port ${port} at ${destination.text}.`,
      ),
      toChange: `A program in ${space.label} would have to listen on ${protocol} port ${port}.`,
    }
  const bound = [...new Set(elsewhere.map(wordsOfSocket))].join(' and ')
  return {
    ...verdictAt(
      space,
      'refused',
      'no-listener',
      `${at}${who} listens on ${protocol} ${bound} only, not on ${destination.text}.`,
    ),
    evidence: socketEvidence(space.namespace, first),
    toChange:
      who === 'docker-proxy'
        ? `The port would have to be published on ${destination.text} or on every address.`
        : `${first.process?.name ?? 'That program'} would have to listen on ${destination.text} or on every address.`,
  }
}

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
