import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { ensureDebianRoot } from './debian-root.ts'
import { ensureHost, remakeHost } from './host.ts'
import { highestHost, hostNumber } from './host-addresses.ts'
import { type EngineSource, readHostConfig } from './host-config.ts'
import { ensureImageArchive } from './image.ts'
import { inParallel } from './in-parallel.ts'
import { withLabLock } from './lab-lock.ts'
import { labRunFolder, underlay } from './lab-paths.ts'
import { requireMachine } from './require-machine.ts'
import { sidRoot } from './sid-root.ts'
import { ensureUnderlay } from './underlay.ts'
import { patience } from './wait-until.ts'

const repository = resolve(import.meta.dirname, '../..')

export type UpOptions = {
  /** Hosts 1 to this number are wanted; more of them that are up stay up. */
  hosts: number
  /** Where engines come from; a host that is not named keeps the one that it has, or gets the machine's. */
  engines?: Record<string, EngineSource>
  /** Containers outlive their engine (true unless said otherwise); swarm wants false. */
  liveRestore?: boolean
  /** Makes the hosts anew even where they are whole already: no container, rule or route of before is left. */
  fresh?: boolean
  log?: (line: string) => void
}

/** Brings the lab up, or into the shape that is asked for, from whatever an earlier run left. Hands back the hosts' names. */
export async function up(options: UpOptions): Promise<string[]> {
  const { engines = {}, liveRestore = true, fresh = false, log = () => undefined } = options
  const hosts = wantedHosts(options.hosts)
  for (const host of Object.keys(engines)) {
    if (hostNumber(host) > options.hosts)
      throw new Error(`An engine is named for ${host}, but only ${options.hosts} hosts`)
  }
  requireMachine(new Set(Object.values(engines)))
  return withLabLock(async () => {
    mkdirSync(labRunFolder, { recursive: true })
    const wanted = hosts.map((host) => {
      const present = fresh ? null : readHostConfig(host)
      const engine = engines[host] ?? readHostConfig(host)?.engine ?? 'machine'
      const zone = present?.liveRestore === liveRestore ? present.zone : 'a'
      return { host, config: { engine, liveRestore, repository, node: process.execPath, zone } }
    })
    const sources = new Set(wanted.map(({ config }) => config.engine))
    requireMachine(sources)
    if (sources.has('sid')) await ensureDebianRoot(sidRoot, log)
    await ensureImageArchive()
    const remake = (await ensureUnderlay()) === 'made' || fresh
    const failures: string[] = []
    // All at once, the engines of a slow machine would not be up before they lose patience with their own containerd.
    await inParallel(wanted, patience > 1 ? 1 : wanted.length, async ({ host, config }) => {
      try {
        const done = await (remake ? remakeHost(host, config) : ensureHost(host, config))
        log(`${host}: ${done} (engine from ${config.engine})`)
      } catch (error) {
        failures.push(`${host}: ${reasonOf(error)}`)
      }
    })
    if (failures.length > 0) throw new Error(`Not all hosts came up.\n${failures.join('\n')}`)
    return hosts
  })
}

/** Names of the hosts that are up or half there. */
export function presentHosts(): string[] {
  if (!existsSync(labRunFolder)) return []
  return readdirSync(labRunFolder)
    .filter((name) => name !== underlay)
    .sort()
}

function wantedHosts(count: number): string[] {
  if (!Number.isInteger(count) || count < 1 || count > highestHost) {
    throw new Error(`The lab has 1 to ${highestHost} hosts, not ${count}`)
  }
  return Array.from({ length: count }, (_, index) => `host${index + 1}`)
}

function reasonOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason)
}
