import { type AgentAddress, formatAddress } from '../../link/agent-address.ts'
import { type AgentClient, openAgentClient } from '../../link/agent-client.ts'
import type { SharedSecret } from '../../link/shared-secret.ts'
import type { HostView } from '../../model/topology.ts'

export type Heard = { ok: true; client: AgentClient; view: HostView } | { ok: false; reason: string }

const patienceMs = 15_000

/** One agent's view as it is now; the client stays open for more questions. */
export function hearAgent(address: AgentAddress, secret: SharedSecret | null): Promise<Heard> {
  return new Promise((resolve) => {
    const fail = (reason: string) => {
      clearTimeout(timer)
      client.close()
      resolve({ ok: false, reason })
    }
    const timer = setTimeout(() => fail(`The agent at ${formatAddress(address)} does not answer.`), patienceMs)
    const client = openAgentClient(
      address,
      {
        onView(view) {
          clearTimeout(timer)
          resolve({ ok: true, client, view })
        },
        onChange: () => {},
        onBeat: () => {},
        onLink({ state, detail }) {
          if (state === 'lost' || state === 'refused') fail(`${detail.replace(/\.$/, '')}.`)
        },
        onClock: () => {},
      },
      { secret },
    )
  })
}
