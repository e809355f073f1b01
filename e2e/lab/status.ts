import { z } from 'zod'
import { enginePid, engineState } from './engine.ts'
import { tellEngine } from './engine-request.ts'
import { hostAddresses } from './host-addresses.ts'
import { readHostConfig } from './host-config.ts'
import { hostSocket } from './lab-paths.ts'
import { memberHolder } from './member.ts'
import { presentHosts } from './up.ts'

const versionSchema = z.object({ Version: z.string() })
const infoSchema = z.object({ Containers: z.number() })

export type HostStatus = {
  host: string
  state: 'running' | 'frozen' | 'stopped' | 'half there'
  engine: string
  version: string | null
  pid: number | null
  address: string
  containers: number | null
  socket: string
}

/** What each host of the lab is at. */
export function status(): Promise<HostStatus[]> {
  return Promise.all(presentHosts().map(hostStatus))
}

/** Version of a host's engine as it says itself. */
export async function engineVersion(host: string): Promise<string> {
  return versionSchema.parse(JSON.parse(await tellEngine(host, '/version'))).Version
}

async function hostStatus(host: string): Promise<HostStatus> {
  const state = memberHolder(host) === null ? 'half there' : engineState(host)
  const running = state === 'running'
  return {
    host,
    state,
    engine: readHostConfig(host)?.engine ?? 'unknown',
    version: running ? await engineVersion(host) : null,
    pid: state === 'running' || state === 'frozen' ? enginePid(host) : null,
    address: hostAddresses(host).v4,
    containers: running ? infoSchema.parse(JSON.parse(await tellEngine(host, '/info'))).Containers : null,
    socket: hostSocket(host),
  }
}
