import { join } from 'node:path'

/** Name of the lab on this machine. PORTOLAN_LAB names another one, which lives beside the first without touching it. */
export const labName = process.env.PORTOLAN_LAB ?? 'portolan-lab'
if (!/^portolan-[a-z0-9-]{1,40}$/.test(labName)) {
  throw new Error(`PORTOLAN_LAB is "${labName}", but a lab's name starts with "portolan-" and has a-z, 0-9 and - only`)
}

/** Members of the lab: the simulated hosts, and the switch between them. */
export const underlay = 'underlay'

export const cacheFolder = '/var/cache/portolan-lab'
export const labRunFolder = join('/run', labName)
export const labDataFolder = join('/var/lib', labName)

/** Folder of one member for sockets, logs and state, at the same path inside the host and outside. */
export const runFolder = (member: string) => join(labRunFolder, member)

/** What the host's engine keeps as /var/lib/docker. */
export const dataFolder = (host: string) => join(labDataFolder, host)

/** Socket of the host's engine, to be used from outside and inside alike. */
export const hostSocket = (host: string) => join(runFolder(host), 'docker.sock')

/** Folder for whatever a test wants at the same path inside the host and outside, an agent's socket for one. */
export const shareFolder = (host: string) => join(runFolder(host), 'share')

/** cgroup under which everything of this member runs, as a path inside each hierarchy. */
export const memberCgroup = (member: string) => `/${labName}/${member}`
