import type { ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { agentCommand, agentEnvironment } from '../lib/cli/start-agent.js'
import { type EngineProxy, openEngineProxy } from './engine-proxy.ts'
import { enterArgv, insideEnvironment } from './lab/enter.ts'
import { hostSocket, shareFolder } from './lab/lab-paths.ts'
import { waitUntil } from './lab/wait-until.ts'
import { endProcess, evidenceFolder, freePort, isReady, root, startKept } from './own-processes.ts'

/** An agent inside a lab host and a web process outside, joined by the agent's socket; the engine is asked through a proxy. */
export type RunningPortolan = {
  readonly url: string
  readonly host: string
  readonly proxy: EngineProxy
  /** Where the agent answers, inside the host and outside. */
  readonly agentSocket: string
  /** The agent that runs now. */
  readonly agent: ChildProcess
  readonly web: ChildProcess
  endAgent(): Promise<void>
  startAgent(): Promise<void>
  stop(): Promise<void>
}

export type RunOptions = {
  /** Tells the runs of one host apart; part of file names. */
  name: string
  /** Words to put before the agent's own command inside the host, e.g. setpriv. */
  agentPrefix?: string[]
  /** A socket to ask instead of the engine behind the proxy. */
  engine?: string
  /** A folder of recorded answers instead of the host. */
  recording?: string
}

export async function runPortolan(host: string, options: RunOptions): Promise<RunningPortolan> {
  mkdirSync(evidenceFolder, { recursive: true })
  const own = `${host}-${options.name}`
  const socket = join(shareFolder(host), `${options.name}-agent.sock`)
  const proxy = await openEngineProxy(
    join(shareFolder(host), `${options.name}-engine.sock`),
    hostSocket(host),
    join(evidenceFolder, `${own}-engine-requests.log`),
  )
  const argv = [
    ...enterArgv(host),
    ...(options.agentPrefix ?? []),
    ...agentCommand(root),
    ...['--socket', socket],
    ...(options.recording
      ? ['--recording', options.recording]
      : ['--docker-host', `unix://${options.engine ?? proxy.socket}`]),
  ]
  const runAgent = () => startKept(argv, { ...insideEnvironment, ...agentEnvironment }, `${own}-agent.log`)
  let agent = runAgent()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const web = startKept(
    [process.execPath, join(root, '.next/standalone/server.js')],
    {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PORTOLAN_AGENTS: `local=unix:${socket}`,
      PORTOLAN_HOST: '127.0.0.1',
      PORTOLAN_PORT: String(port),
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
    },
    `${own}-web.log`,
  )
  const stop = async () => {
    await Promise.all([endProcess(web), endProcess(agent)])
    await proxy.close()
  }
  try {
    await waitUntil(`${url} answers /readyz`, () => isReady(url, [agent, web]), 30_000)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    host,
    proxy,
    agentSocket: socket,
    get agent() {
      return agent
    },
    web,
    endAgent: () => endProcess(agent),
    startAgent: async () => {
      agent = runAgent()
      await waitUntil(`${url} hears its agent`, () => isReady(url, [agent, web]), 30_000)
    },
    stop,
  }
}
