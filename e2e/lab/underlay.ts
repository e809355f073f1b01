import { exec } from './enter.ts'
import { hostAddresses } from './host-addresses.ts'
import { underlay } from './lab-paths.ts'
import { holdMember, memberHolder, removeMember, requireMember } from './member.ts'
import { run } from './run.ts'

const bridge = 'switch'

/** A bridge without an address of its own takes one of its ports', and a new host would change it for all. */
const bridgeMac = '02:00:5e:10:00:01'

/** NICs of each host: eth0 carries its address, eth1 is free to become a port of a mapped bridge. */
export const hostNics = ['eth0', 'eth1']

/**
 * Starts the physical switch, a bridge in namespaces of its own, out of reach of any engine's firewall. Says whether it
 * had to: hosts of an earlier switch have lost their cables with it.
 */
export async function ensureUnderlay(): Promise<'made' | 'was up'> {
  if (memberHolder(underlay) !== null) return 'was up'
  await removeMember(underlay)
  await holdMember(underlay)
  const { gateway4, secondGateway4, gateway6 } = hostAddresses('host1')
  await ipBatch(underlay, [
    'link set lo up',
    `link add ${bridge} address ${bridgeMac} type bridge forward_delay 0 stp_state 0`,
    `address add ${gateway4}/24 dev ${bridge}`,
    `address add ${secondGateway4}/24 dev ${bridge}`,
    `address add ${gateway6}/64 dev ${bridge} nodad`,
    `link set ${bridge} up`,
  ])
  return 'made'
}

/** Plugs a host's NICs into the switch and gives it its addresses and default routes. */
export async function wireHost(host: string): Promise<void> {
  const { v4, v6, gateway4, gateway6 } = hostAddresses(host)
  const inside = requireMember(host).pid
  const outside = requireMember(underlay).pid
  for (const nic of hostNics) {
    const port = `${host}-${nic}`
    await run(['ip', 'link', 'add', nic, 'netns', `${inside}`, 'type', 'veth', 'peer', port, 'netns', `${outside}`])
    await ipBatch(underlay, [`link set ${port} master ${bridge}`, `link set ${port} up`])
  }
  await ipBatch(host, [
    'link set lo up',
    `address add ${v4}/24 dev eth0`,
    `address add ${v6}/64 dev eth0 nodad`,
    'link set eth0 up',
    'link set eth1 up',
    `route add default via ${gateway4} dev eth0`,
    `route add default via ${gateway6} dev eth0`,
  ])
}

/** Pulls a host's cables, so that the same names are free at once. */
export async function unwireHost(host: string): Promise<void> {
  if (memberHolder(underlay) === null) return
  const ports = await exec(underlay, ['ip', '-o', 'link', 'show', 'master', bridge])
  for (const nic of hostNics) {
    if (ports.includes(` ${host}-${nic}@`)) await exec(underlay, ['ip', 'link', 'delete', `${host}-${nic}`])
  }
}

async function ipBatch(member: string, lines: readonly string[]): Promise<void> {
  await exec(member, ['ip', '-batch', '-'], { input: `${lines.join('\n')}\n` })
}
