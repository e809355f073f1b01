import { createInterface } from 'node:readline'
import { patience as slowness } from '../../e2e/lab/wait-until.ts'
import { describeStatus } from '../../lib/agent/describe-status.ts'
import { readAll } from '../../lib/collect/read-all.ts'
import { resolveHost } from '../../lib/collect/resolve-host.ts'
import { openLiveSource } from '../../lib/host/open-live-source.ts'
import type { HostView } from '../../lib/model/topology.ts'

/** A machine that is busy with packets reads slowly; what was not read in time would be unknown. */
const patience = 60_000 * slowness

/** Runs inside a lab host, beside its engine. With each line that it is given it reads everything anew and prints the view as one line. */
async function main(): Promise<void> {
  const source = await openLiveSource({ limits: { deadlineMs: patience } })
  for await (const _ of createInterface({ input: process.stdin })) {
    const answers = await readAll(source)
    const view = resolveHost(answers, source)
    const hostId = view.hosts[0]?.id
    if (hostId === undefined) throw new Error('The view has no host')
    const engine = { state: 'live' as const, since: view.readAt, detail: 'read just now' }
    const facts = { hostId, agentVersion: '0', engine, answers, watcherGaps: [], drift: null, missedEvents: 0 }
    const status = describeStatus({ ...facts, recording: null })
    process.stdout.write(`${JSON.stringify({ ...view, statuses: [status] } satisfies HostView)}\n`)
  }
  await source.close()
}

await main()
