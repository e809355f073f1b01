import { type GapId, gapId, type HostId } from './id.ts'

/** What only managers tell: the source of every gap about all of it. */
export const swarmSource = 'GET /nodes, /services and /tasks'

/** The gap of a worker, whose engine does not know its swarm; there is none where a manager of it is read too. */
export const workerGapId = (host: HostId): GapId => gapId(host, `${swarmSource} elsewhere`)
