import { AgentList } from '../../../lib/api/contract.ts'
import { ok } from '../../../lib/api/respond.ts'
import { guarded } from '../../../lib/server/guarded.ts'

/** Every agent that is listened to, or would be, with the reason where it is not. */
export const GET = guarded(({ server }) => ok(AgentList, { agents: server.live.agents() }))
