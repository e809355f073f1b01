import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runFolder } from './lab-paths.ts'

/** Where a host's engine comes from: the machine's own packages, or a root file system of Debian sid. */
export const engineSourceSchema = z.enum(['machine', 'sid'])
export type EngineSource = z.infer<typeof engineSourceSchema>

/** How a host was asked for; a host that is asked for differently is made anew. */
export const hostConfigSchema = z.object({
  engine: engineSourceSchema,
  /** Containers outlive their engine. An engine with this set cannot join a swarm. */
  liveRestore: z.boolean(),
})
export type HostConfig = z.infer<typeof hostConfigSchema>

const configFile = (host: string) => join(runFolder(host), 'config.json')

/** How the host that is there was asked for, or null when there is none. */
export function readHostConfig(host: string): HostConfig | null {
  const file = configFile(host)
  if (!existsSync(file)) return null
  const text = readFileSync(file, 'utf8')
  return text === '' ? null : hostConfigSchema.parse(JSON.parse(text))
}

export function writeHostConfig(host: string, config: HostConfig): void {
  writeFileSync(configFile(host), JSON.stringify(config))
}
