import { exec, execToEnd } from './enter.ts'
import { hostAddresses } from './host-addresses.ts'
import { underlay } from './lab-paths.ts'
import { holdMember, memberHolder, removeMember, requireMember } from './member.ts'
import { run } from './run.ts'
import { zoneWiring } from './zone.ts'

/** NICs of each host: eth0 carries its address, eth1 is free to become a port of a mapped bridge. */
export const hostNics = ['eth0', 'eth1']

/** Name of the switch's port that a host's NIC is plugged into. */
export const switchPort = (host: string, nic: string) => `${host}-${nic}`

/**
 * Starts the physical network in namespaces of its own, out of reach of any engine's firewall: a switch for each zone,
 * and the router between them. Says whether it had to: hosts of an earlier one have lost their cables with it.
 */
export async function ensureUnderlay(): Promise<'made' | 'was up'> {
  if (await isWhole()) return 'was up'
  await removeMember(underlay)
  await holdMember(underlay)
  // Last come the switches, by which one knows that the rest is there.
  await setRouting(true)
  await ipBatch(underlay, ['link set lo up', ...Object.values(zoneWiring).flatMap(switchLines)])
  return 'made'
}

/** Whether the router hands packets on between the zones. */
export async function setRouting(on: boolean): Promise<void> {
  const files = ['/proc/sys/net/ipv4/ip_forward', '/proc/sys/net/ipv6/conf/all/forwarding']
  await exec(underlay, ['tee', ...files], { input: on ? '1' : '0' })
}

async function isWhole(): Promise<boolean> {
  if (memberHolder(underlay) === null) return false
  // What an interrupted run left may end while it is looked at.
  const bridges = await execToEnd(underlay, ['ip', '-o', 'link', 'show', 'type', 'bridge', 'up'])
  return bridges.code === 0 && Object.values(zoneWiring).every(({ bridge }) => bridges.stdout.includes(` ${bridge}: `))
}

/** A bridge without an address of its own takes one of its ports', and a new host would change it for all. */
function switchLines({ bridge, mac, start4, start6 }: (typeof zoneWiring)['a']): string[] {
  return [
    `link add ${bridge} address ${mac} type bridge forward_delay 0 stp_state 0`,
    `address add ${start4}1/24 dev ${bridge}`,
    `address add ${start4}2/24 dev ${bridge}`,
    `address add ${start6}1/64 dev ${bridge} nodad`,
    `link set ${bridge} up`,
  ]
}

/** Plugs a host's NICs into the switch of its zone and gives it its addresses and default routes. */
export async function wireHost(host: string): Promise<void> {
  const { zone, v4, v6, gateway4, gateway6 } = hostAddresses(host)
  const { bridge } = zoneWiring[zone]
  const inside = requireMember(host).pid
  const outside = requireMember(underlay).pid
  for (const nic of hostNics) {
    const port = switchPort(host, nic)
    // Begun inside the host: a machine that has a NIC of that name itself would refuse a second one.
    const into = ['nsenter', '-t', `${inside}`, '-n', '--']
    await run([...into, 'ip', 'link', 'add', nic, 'type', 'veth', 'peer', port, 'netns', `${outside}`])
    await ipBatch(underlay, [`link set ${port} master ${bridge}`, `link set ${port} up`])
  }
  // A host that is made anew has another MAC, and the router would send to the old one until its entry ages.
  await ipBatch(
    underlay,
    [v4, v6].map((address) => `neighbour flush to ${address} dev ${bridge}`),
  )
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

/** Takes a host's cables away, so that the same names are free at once. */
export async function unwireHost(host: string): Promise<void> {
  if (memberHolder(underlay) === null) return
  const ports = await exec(underlay, ['ip', '-o', 'link', 'show', 'type', 'veth'])
  for (const port of hostNics.map((nic) => switchPort(host, nic))) {
    if (ports.includes(` ${port}@`)) await exec(underlay, ['ip', 'link', 'delete', port])
  }
}

async function ipBatch(member: string, lines: readonly string[]): Promise<void> {
  await exec(member, ['ip', '-batch', '-'], { input: `${lines.join('\n')}\n` })
}
