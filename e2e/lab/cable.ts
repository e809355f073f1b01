import { exec } from './enter.ts'
import { underlay } from './lab-paths.ts'
import { setRouting, switchPort } from './underlay.ts'

/** Takes a host off the physical network, as a pulled cable does: eth0 has no carrier, and nothing comes or goes. */
export async function pullCable(host: string): Promise<void> {
  await exec(underlay, ['ip', 'link', 'set', switchPort(host, 'eth0'), 'down'])
}

export async function plugCable(host: string): Promise<void> {
  await exec(underlay, ['ip', 'link', 'set', switchPort(host, 'eth0'), 'up'])
}

/** Stops the router between the zones; each zone stays whole, and no link loses its carrier. */
export const stopRouter = () => setRouting(false)

export const startRouter = () => setRouting(true)
