import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tellEngine } from './engine-request.ts'
import { hostSocket, labDataFolder } from './lab-paths.ts'
import { run } from './run.ts'

/** Gives an image of one host's engine to other hosts, as a registry would. */
export async function shareImage(image: string, from: string, hosts: readonly string[]): Promise<void> {
  mkdirSync(labDataFolder, { recursive: true })
  const file = join(labDataFolder, `image-of-${from}.tar`)
  await run(['docker', '--host', `unix://${hostSocket(from)}`, 'image', 'save', '--output', file, image])
  await Promise.all(hosts.map((host) => tellEngine(host, '/images/load', { method: 'POST', file, timeoutMs: 180_000 })))
  rmSync(file)
}
