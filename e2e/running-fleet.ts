import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
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
  /** Where it is heard from outside the underlay, whatever becomes of that. */
  readonly socket: string
  readonly process: ChildProcess
  /** Comes back when the agent says that it serves. */
  start(options?: { secret?: string; state?: string }): Promise<void>
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

/** A second web process, on the machine, that hears the fleet's agents by their sockets: it sees both sides of a cut. */
export async function runBeside(fleet: RunningFleet, hosts: readonly string[]) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const web = startKept(
    [process.execPath, join(root, '.next/standalone/server.js')],
    {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PORTOLAN_AGENTS: hosts.map((host) => `unix:${fleet.agent(host).socket}`).join(','),
      PORTOLAN_HOST: '127.0.0.1',
      PORTOLAN_PORT: String(port),
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
    },
    `beside-${port}-web.log`,
  )
  await waitUntil(`${url} hears ${hosts.length} agents`, () => hearsAll(url, hosts.length, web), 30_000)
  return { url, stop: () => endProcess(web) }
}

export async function runFleet(hosts: readonly string[], name: string): Promise<RunningFleet> {
  mkdirSync(evidenceFolder, { recursive: true })
  const [home = ''] = hosts
  const secret = randomBytes(32).toString('hex')
  writeFileSync(fleetSecrets, `${secret}\n`, { flag: 'a', mode: 0o600 })
  const agents = new Map<string, FleetAgent>()
  for (const host of hosts) agents.set(host, await placeAgent(host, name, secret))
  await Promise.all([...agents.values()].map((agent) => agent.start()))
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
  const socket = join(share, `${name}-agent.sock`)
  let process: ChildProcess | null = null
  return {
    host,
    address,
    proxy,
    socket,
    get process() {
      if (!process) throw new Error(`the agent of ${host} was never started`)
      return process
    },
    async start(options = {}) {
      const secretFile = writeSecret(host, name, options.secret ?? fleetSecret)
      const own = options.state ?? state
      mkdirSync(own, { recursive: true, mode: 0o700 })
      process = startKept(
        [
          ...enterArgv(host),
          ...agentCommand(root),
          ...['--socket', socket, '--listen', address, '--secret-file', secretFile, '--state-dir', own],
          ...['--docker-host', `unix://${proxy.socket}`],
        ],
        { ...insideEnvironment, ...agentEnvironment },
        `${host}-${name}-agent.log`,
      )
      const line = await Promise.race([firstLine(process), once(process, 'exit').then(() => 'nothing: it ended')])
      if (!line.includes('"ready":true')) throw new Error(`the agent of ${host} said ${line}`)
    },
    end: async () => {
      if (process) await endProcess(process)
    },
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('the agent has no standard output')
  let text = ''
  while (!text.includes('\n')) text += String((await once(stdout, 'data'))[0])
  return text.slice(0, text.indexOf('\n'))
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
