import type { Server } from 'node:http'
import packageJson from '../../package.json' with { type: 'json' }
import type { HostSource } from '../host/host-source.ts'
import { openLiveSource } from '../host/open-live-source.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { systemClock } from '../link/clock.ts'
import { createProtocolServer } from './create-protocol-server.ts'
import type { HostKeeper } from './host-keeper.ts'
import { keepLiveView } from './keep-live-view.ts'
import { keepRecordedView } from './keep-recorded-view.ts'
import { openNetwork, type ServedNetwork } from './open-network.ts'
import { openSocket } from './open-socket.ts'
import { type AgentOptions, parseOptions } from './parse-options.ts'

const badUse = 2

/** The agent as a process: one line of JSON on standard output when it serves, or why it cannot; then it runs until it is told to end. */
async function main(): Promise<void> {
  const parsed = parseOptions(process.argv.slice(2), process.env)
  if (!parsed.ok) return refuse(parsed.reason)
  const { options } = parsed

  const opened = await open(options)
  if (!opened.ok) return refuse(opened.reason)
  const { source, keeper } = opened
  const serving: Server[] = []

  let ending = false
  async function end(code: number): Promise<void> {
    if (ending) return
    ending = true
    keeper.close()
    for (const server of serving) {
      server.close()
      server.closeAllConnections()
    }
    await source.close()
    process.exit(code)
  }
  const endWell = () => end(0)
  process.on('SIGTERM', endWell)
  process.on('SIGINT', endWell)
  if (options.followParent) process.stdin.on('end', endWell).on('error', endWell).resume()

  await keeper.whenReady()
  const served = await serve(options, keeper, serving)
  if (!served.ok) {
    refuse(served.reason)
    await end(badUse)
    return
  }
  const { engine, sight } = keeper.status()
  const hostName = keeper.view().hosts[0]?.name ?? ''
  tell({ ready: true, engine: engine.state, sight, hostName, detail: engine.detail, network: served.network })
}

type Served = { ok: true; network: ServedNetwork | null } | { ok: false; reason: string }

/** Opens each way in that is asked for; `serving` grows by what is open. */
async function serve({ socket, network }: AgentOptions, keeper: HostKeeper, serving: Server[]): Promise<Served> {
  if (socket) {
    const server = createProtocolServer(keeper, systemClock)
    const opened = await openSocket(server, socket)
    if (!opened.ok) return opened
    serving.push(server)
  }
  if (!network) return { ok: true, network: null }
  const opened = await openNetwork(keeper, network, systemClock, warn)
  if (!opened.ok) return opened
  serving.push(opened.server)
  return { ok: true, network: opened.served }
}

type Open = { ok: true; source: HostSource; keeper: HostKeeper } | { ok: false; reason: string }

/** A folder that holds no recording is named with its fault; a live host always opens. */
async function open(options: AgentOptions): Promise<Open> {
  try {
    const source = await openSource(options)
    return { ok: true, source, keeper: await openKeeper(source, options) }
  } catch (error) {
    if (options.recording === null) throw error
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

const openSource = ({ recording, dockerHost, hostNamespace }: AgentOptions): Promise<HostSource> =>
  recording === null ? openLiveSource({ dockerHost, hostNamespace }) : openRecordedSource(recording)

const openKeeper = async (source: HostSource, { probes, whole }: AgentOptions): Promise<HostKeeper> =>
  source.recording
    ? keepRecordedView(source, source.recording, packageJson.version)
    : keepLiveView(source, packageJson.version, systemClock, { probes, whole })

function refuse(reason: string): void {
  tell({ ready: false, reason })
  warn(reason)
  process.exitCode = badUse
}

const warn = (line: string): void => {
  process.stderr.write(`portolan agent: ${line}\n`)
}

const tell = (line: unknown): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

await main()
