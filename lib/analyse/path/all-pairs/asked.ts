import type { NamespaceId } from '../../../model/id.ts'
import type { HookPlace } from '../firewall/compiled-firewall.ts'
import type { Packet } from '../packet.ts'
import type { Outcome, ReasonCode } from '../trace.ts'
import type { End } from './ground.ts'
import type { OpenPort } from './open-ports.ts'

/** A packet at a hook of a namespace. */
export type Meeting = { namespaceId: NamespaceId; place: HookPlace; packet: Packet }

/** An ordered pair with an open port of the second, and whom its packets may be sent on to. */
export type Pair = { from: End; to: End; port: OpenPort; others: readonly End[] }

/** What became of the packets of one pair. */
export type Asked = {
  pair: Pair
  outcome: Outcome
  code: ReasonCode
  meetings: readonly Meeting[]
  through: ReadonlySet<NamespaceId>
}
