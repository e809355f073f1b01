import { z } from 'zod'
import { AgentList } from '../lib/api/contract.ts'
import { Topology } from '../lib/model/topology.ts'
import { keepEvidence } from './keep-evidence.ts'
import { exec, execToEnd } from './lab/enter.ts'

const pageAddress = 'http://127.0.0.1:4747'
const askScript = `fetch(process.argv[1]).then(async (answer) => {
  process.stdout.write(await answer.text())
  process.exitCode = answer.ok ? 0 : 1
})`

/** What Portolan answers on a host's own loopback, where a person on that host would ask; null where nobody answers well. */
async function askOn(host: string, path: string): Promise<string | null> {
  const asked = await execToEnd(host, [process.execPath, '-e', askScript, `${pageAddress}${path}`])
  if (asked.code !== 0) return null
  keepEvidence(asked.stdout, `${host}${path}`, 'json')
  return asked.stdout
}

export async function topologyOn(host: string): Promise<Topology> {
  return Topology.parse(JSON.parse((await askOn(host, '/api/topology')) ?? '{}'))
}

/** Names and degrees of sight of the hosts whose agents are heard, in order; empty where the page is not up. */
export async function heardOn(host: string): Promise<string[]> {
  const text = await askOn(host, '/api/topology')
  if (text === null) return []
  const { hosts, statuses } = Topology.parse(JSON.parse(text))
  const heard = statuses.filter((status) => status.heard?.state !== 'stale')
  return heard.map(({ hostId, sight }) => `${hosts.find(({ id }) => id === hostId)?.name} ${sight}`).sort()
}

export async function agentsOn(host: string): Promise<AgentList['agents']> {
  return AgentList.parse(JSON.parse((await askOn(host, '/api/agents')) ?? '{"agents":[]}')).agents
}

/** `ADDRESS:PORT` of everything that listens for TCP in the host's own namespace. */
export async function listenersOf(host: string): Promise<string[]> {
  const text = await exec(host, ['ss', '-H', '-l', '-n', '-t'])
  return text.split('\n').flatMap((line) => line.trim().split(/\s+/)[3] ?? [])
}

const Rights = z
  .array(
    z.looseObject({
      Config: z.looseObject({ User: z.string() }),
      HostConfig: z.looseObject({
        Privileged: z.boolean(),
        ReadonlyRootfs: z.boolean(),
        CapAdd: z.array(z.string()).nullable(),
        CapDrop: z.array(z.string()).nullable(),
        NetworkMode: z.string(),
        PidMode: z.string(),
      }),
      Mounts: z.array(z.looseObject({ Source: z.string().optional(), Destination: z.string() })),
    }),
  )
  .length(1)

/** What the engine lets a container do. */
export async function rightsOf(host: string, container: string) {
  const [told] = Rights.parse(JSON.parse(await exec(host, ['docker', 'inspect', container])))
  if (!told) throw new Error(`${host} tells nothing of ${container}`)
  const { Config, HostConfig, Mounts } = told
  return {
    user: Config.User,
    privileged: HostConfig.Privileged,
    readOnly: HostConfig.ReadonlyRootfs,
    dropped: HostConfig.CapDrop,
    // Engines write them with CAP_ before or without.
    added: (HostConfig.CapAdd ?? []).map((name) => name.replace(/^CAP_/, '')).sort(),
    network: HostConfig.NetworkMode,
    processes: HostConfig.PidMode,
    seesEngine: Mounts.some(({ Source }) => Source?.endsWith('docker.sock')),
  }
}
