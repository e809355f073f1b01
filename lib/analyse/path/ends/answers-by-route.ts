import type { Host } from '../../../model/host.ts'
import type { ListeningSocket } from '../../../model/namespace.ts'

/** From this generation on docker-proxy answers from the address that was asked (IP_PKTINFO). */
const firstThatKnows = 28

/** docker-proxy, on a datagram that came to a socket for all addresses, leaves it to the route back what address it answers from. */
export function answersByRoute({ engine }: Host, { protocol, address, process }: ListeningSocket): boolean {
  if (protocol !== 'udp' || process?.name !== 'docker-proxy' || !['*', '0.0.0.0', '::'].includes(address)) return false
  const generation = Number.parseInt(engine?.version ?? '', 10)
  return generation > 0 && generation < firstThatKnows
}
