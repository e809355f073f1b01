import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { agentCommand, agentEnvironment } from '../lib/cli/start-agent.js'
import { type EngineProxy, openEngineProxy } from './engine-proxy.ts'
import { enterArgv, insideEnvironment } from './lab/enter.ts'
import { hostAddresses } from './lab/host-addresses.ts'
import { hostSocket, shareFolder } from './lab/lab-paths.ts'
import { waitUntil } from './lab/wait-until.ts'
import { endProcess, evidenceFolder, freePort, isReady, root, startKept } from './own-processes.ts'

/** Secrets that runs made up, one a line: what must be found in no evidence. */
export const fleetSecrets = join(root, 'test-results', 'fleet-secrets')

const agentPort = 4748

/** An agent on one host, that listens on the underlay. */
export type FleetAgent = {
  readonly host: string
  /** Where the web process dials it. */
  readonly address: string
  readonly proxy: EngineProxy
  readonly process: ChildProcess
  /** The folder with its own key. */
  readonly state: string
  start(options?: { secret?: string; state?: string }): void
  end(): Promise<void>
}

/** A web process on the first of several hosts that hears an agent on each over the underlay; its page is reached from the machine. */
export type RunningFleet = {
  readonly url: string
  readonly secret: string
  readonly web: ChildProcess
  agent(host: string): FleetAgent
  stop(): Promise<void>
}

export async function runFleet(hosts: readonly string[], name: string): Promise<RunningFleet> {
  mkdirSync(evidenceFolder, { recursive: true })
  const [home = ''] = hosts
  const secret = randomBytes(32).toString('hex')
  writeFileSync(fleetSecrets, `${secret}\n`, { flag: 'a', mode: 0o600 })
  const agents = new Map<string, FleetAgent>()
  for (const host of hosts) agents.set(host, await placeAgent(host, name, secret))
  for (const agent of agents.values()) agent.start()
  const addresses = [...agents.values()].map(({ address }) => address)
  const web = startWeb(home, name, secret, addresses)
  const door = await openDoor(home, name, web.port)
  const url = `http://127.0.0.1:${door.port}`
  const stop = async () => {
    await Promise.all([web.child, ...[...agents.values()].map((agent) => agent.process)].map(endProcess))
    await door.close()
    for (const agent of agents.values()) await agent.proxy.close()
  }
  try {
    await waitUntil(`${url} hears ${hosts.length} agents`, () => hearsAll(url, hosts.length, web.child), 30_000)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    secret,
    web: web.child,
    agent(host) {
      const agent = agents.get(host)
      if (!agent) throw new Error(`${host} is not of this fleet`)
      return agent
    },
    stop,
  }
}

async function hearsAll(url: string, count: number, web: ChildProcess): Promise<boolean> {
  if (!(await isReady(url, [web]))) return false
  const answer = await fetch(`${url}/api/hosts`)
  const { statuses } = await answer.json()
  return statuses.length === count
}

async function placeAgent(host: string, name: string, fleetSecret: string): Promise<FleetAgent> {
  const share = shareFolder(host)
  const state = join(share, `${name}-agent-state`)
  rmSync(state, { recursive: true, force: true })
  const proxy = await openEngineProxy(
    join(share, `${name}-engine.sock`),
    hostSocket(host),
    join(evidenceFolder, `${host}-${name}-engine-requests.log`),
  )
  const address = `${hostAddresses(host).v4}:${agentPort}`
  let process: ChildProcess | null = null
  return {
    host,
    address,
    proxy,
    state,
    get process() {
      if (!process) throw new Error(`the agent of ${host} was never started`)
      return process
    },
    start(options = {}) {
      const secretFile = writeSecret(host, name, options.secret ?? fleetSecret)
      const own = options.state ?? state
      mkdirSync(own, { recursive: true, mode: 0o700 })
      process = startKept(
        [
          ...enterArgv(host),
          ...agentCommand(root),
          ...['--listen', address, '--secret-file', secretFile, '--state-dir', own],
          ...['--docker-host', `unix://${proxy.socket}`],
        ],
        { ...insideEnvironment, ...agentEnvironment },
        `${host}-${name}-agent.log`,
      )
    },
    end: async () => {
      if (process) await endProcess(process)
    },
  }
}

function writeSecret(host: string, name: string, secret: string): string {
  const file = join(shareFolder(host), `${name}-secret`)
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return file
}

/** The web process inside a host, as `npm start` there would have it. */
function startWeb(host: string, name: string, secret: string, agents: readonly string[]) {
  const port = 4747
  const state = join(shareFolder(host), `${name}-web-state`)
  rmSync(state, { recursive: true, force: true })
  mkdirSync(state, { mode: 0o700 })
  const child = startKept(
    [...enterArgv(host), process.execPath, join(root, '.next/standalone/server.js')],
    {
      ...insideEnvironment,
      PORTOLAN_AGENTS: agents.join(','),
      PORTOLAN_SECRET_FILE: writeSecret(host, name, secret),
      PORTOLAN_STATE: state,
      PORTOLAN_HOST: '127.0.0.1',
      PORTOLAN_PORT: String(port),
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
    },
    `${host}-${name}-web.log`,
  )
  return { child, port }
}

/** A port of the machine's loopback that leads to a port of the host's. */
async function openDoor(host: string, name: string, port: number) {
  const socket = join(shareFolder(host), `${name}-door.sock`)
  rmSync(socket, { force: true })
  const inside = startKept(
    [...enterArgv(host), process.execPath, join(root, 'e2e/forward-socket.js'), socket, String(port)],
    insideEnvironment,
    `${host}-${name}-door.log`,
  )
  await waitUntil(`the door of ${host} is open`, () => existsSync(socket))
  const outside = createServer((outer) => {
    const inner = connect(socket)
    outer.on('error', () => inner.destroy())
    inner.on('error', () => outer.destroy())
    outer.pipe(inner).pipe(outer)
  })
  const outsidePort = await freePort()
  await new Promise<void>((resolve) => {
    outside.listen(outsidePort, '127.0.0.1', resolve)
  })
  return {
    port: outsidePort,
    async close() {
      outside.close()
      await endProcess(inside)
    },
  }
}
