import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runFolder } from './lab-paths.ts'
import { zoneSchema } from './zone.ts'

/** Where a host's engine comes from: the machine's own packages, or a root file system of Debian sid. */
export const engineSourceSchema = z.enum(['machine', 'sid'])
export type EngineSource = z.infer<typeof engineSourceSchema>

/** How a host was asked for; a host that is asked for differently is made anew. */
const hostConfigSchema = z.object({
  engine: engineSourceSchema,
  /** Containers outlive their engine. An engine with this set cannot join a swarm. */
  liveRestore: z.boolean(),
  /** The checkout and the Node that are visible inside. */
  repository: z.string(),
  node: z.string(),
  /** Part of the underlay that its cables are plugged into. */
  zone: zoneSchema,
})
export type HostConfig = z.infer<typeof hostConfigSchema>

const configFile = (host: string) => join(runFolder(host), 'config.json')

export function isSameConfig(one: HostConfig, other: HostConfig): boolean {
  return (
    one.engine === other.engine &&
    one.liveRestore === other.liveRestore &&
    one.repository === other.repository &&
    one.node === other.node
  )
}

/** How the host that is there was asked for; null when there is none, or one that another version of the lab made. */
export function readHostConfig(host: string): HostConfig | null {
  const file = configFile(host)
  if (!existsSync(file)) return null
  return hostConfigSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null
}

/** As readHostConfig, where the host has to be there. */
export function requireHostConfig(host: string): HostConfig {
  const config = readHostConfig(host)
  if (config === null) throw new Error(`${host} was made by another version of the lab; "up" makes it anew`)
  return config
}

export function writeHostConfig(host: string, config: HostConfig): void {
  const file = configFile(host)
  writeFileSync(`${file}.new`, JSON.stringify(config))
  renameSync(`${file}.new`, file)
}
