import packageJson from '../../package.json' with { type: 'json' }
import type { HostSource } from '../host/host-source.ts'
import { openLiveSource } from '../host/open-live-source.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { systemClock } from '../link/clock.ts'
import { createProtocolServer } from './create-protocol-server.ts'
import type { HostKeeper } from './host-keeper.ts'
import { keepLiveView } from './keep-live-view.ts'
import { keepRecordedView } from './keep-recorded-view.ts'
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
  const server = createProtocolServer(keeper, systemClock)

  let ending = false
  async function end(): Promise<void> {
    if (ending) return
    ending = true
    keeper.close()
    server.close()
    server.closeAllConnections()
    await source.close()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  if (options.followParent) process.stdin.on('end', end).on('error', end).resume()

  await keeper.whenReady()
  const serving = await openSocket(server, options.socket)
  if (!serving.ok) {
    keeper.close()
    await source.close()
    return refuse(serving.reason)
  }
  const { engine, sight } = keeper.status()
  const hostName = keeper.view().hosts[0]?.name ?? ''
  tell({ ready: true, engine: engine.state, sight, hostName, detail: engine.detail })
}

type Open = { ok: true; source: HostSource; keeper: HostKeeper } | { ok: false; reason: string }

/** A folder that holds no recording is named with its fault; a live host always opens. */
async function open(options: AgentOptions): Promise<Open> {
  try {
    const source = await openSource(options)
    return { ok: true, source, keeper: await openKeeper(source) }
  } catch (error) {
    if (options.recording === null) throw error
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

const openSource = ({ recording, dockerHost, hostNamespace }: AgentOptions): Promise<HostSource> =>
  recording === null ? openLiveSource({ dockerHost, hostNamespace }) : openRecordedSource(recording)

const openKeeper = async (source: HostSource): Promise<HostKeeper> =>
  source.recording
    ? keepRecordedView(source, source.recording, packageJson.version)
    : keepLiveView(source, packageJson.version)

function refuse(reason: string): void {
  tell({ ready: false, reason })
  process.stderr.write(`portolan agent: ${reason}\n`)
  process.exitCode = badUse
}

const tell = (line: unknown): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

await main()
