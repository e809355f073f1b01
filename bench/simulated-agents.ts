import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { HostKeeper } from '../lib/agent/host-keeper.ts'
import { openNetwork } from '../lib/agent/open-network.ts'
import { createPublishedView } from '../lib/agent/published-view.ts'
import { systemClock } from '../lib/link/clock.ts'
import type { HostStatus } from '../lib/model/status.ts'
import type { HostView } from '../lib/model/topology.ts'
import packageJson from '../package.json' with { type: 'json' }
import { simulateViews } from './simulated-view.ts'

/** What the parent sends: the container of this place on the host of this place gets this state. */
const Order = z.object({ host: z.number().int(), container: z.number().int(), state: z.string() })
export type Order = z.infer<typeof Order>

/** What it hears: once, where the agents listen; then the moment of each change, in milliseconds since the epoch. */
export type Told = { addresses: string[]; ids: string[][] } | { state: string; at: number }

const [first = '', count = '', containers = '', folder = '', secretFile = ''] = process.argv.slice(2)

/** As many agents as are wanted in one process, each at a port of its own with a key of its own, with a host made from a recording. */
const agents = await Promise.all(
  (await simulateViews(Number(first), Number(count), Number(containers))).map(async (view, index) => {
    const stateFolder = join(folder, `agent-${Number(first) + index}`)
    mkdirSync(stateFolder, { mode: 0o700 })
    const agent = simulateAgent(view)
    const plan = { host: '127.0.0.1', port: 0, secretFile, stateFolder }
    const opened = await openNetwork(agent.keeper, plan, systemClock, (line) => process.stderr.write(`${line}\n`))
    if (!opened.ok) throw new Error(opened.reason)
    return { ...agent, address: opened.served.address }
  }),
)

process.on('message', (message) => {
  const { host, container, state } = Order.parse(message)
  const at = Date.now()
  agents[host]?.change(container, state)
  tell({ state, at })
})
process.on('disconnect', () => process.exit(0))
tell({
  addresses: agents.map(({ address }) => address),
  ids: agents.map(({ keeper }) => keeper.view().containers.map(({ id }) => id)),
})

function tell(told: Told): void {
  if (!process.send) throw new Error('it is started by the bench, which listens')
  process.send(told)
}

function simulateAgent(view: HostView) {
  const [host] = view.hosts
  if (!host) throw new Error('the view holds no host')
  const status: HostStatus = {
    hostId: host.id,
    agentVersion: packageJson.version,
    sight: 3,
    sightReason: null,
    engine: { state: 'live', since: view.readAt, detail: 'simulated' },
    kernel: { state: 'live', detail: 'simulated' },
    oldest: null,
    drift: null,
    missedEvents: 0,
    recordedAt: null,
    recordingName: null,
    heard: null,
  }
  const published = createPublishedView()
  published.publish({ ...view, statuses: [status] })
  const nothing = async () => ({ found: false, inspect: null, reason: 'simulated', readAt: view.readAt })
  const keeper: HostKeeper = {
    epoch: published.epoch,
    whenReady: async () => undefined,
    sequence: published.sequence,
    view: published.view,
    status: () => status,
    subscribe: published.subscribe,
    inspectContainer: nothing,
    inspectNetwork: nothing,
    inspectService: nothing,
    inspectNode: nothing,
    inspectTask: nothing,
    probe: async () => ({
      result: null,
      refused: 'unknown-namespace',
      reason: 'A simulated host sends nothing.',
      at: 0,
    }),
    readNamespace: async () => ({
      namespace: null,
      interfaces: [],
      firewall: null,
      gaps: [],
      reason: 'simulated',
      readAt: view.readAt,
    }),
    close: () => undefined,
  }
  return {
    keeper,
    change(place: number, state: string) {
      const now = published.view()
      const containers = now.containers.map((one, index) => (index === place ? { ...one, state } : one))
      published.publish({ ...now, containers, readAt: Date.now() })
    },
  }
}
