import { spawnSync } from 'node:child_process'
import { expect, vi } from 'vitest'
import { type CompiledRouting, routingOf } from '../../lib/analyse/path/routing/compile-routing.ts'
import { parseAddresses } from '../../lib/collect/parse-addresses.ts'
import { parseLinks } from '../../lib/collect/parse-links.ts'
import { parseRoutes } from '../../lib/collect/parse-routes.ts'
import { parseRules } from '../../lib/collect/parse-rules.ts'
import { HostId, interfaceId, namespaceId } from '../../lib/model/id.ts'
import type { Interface } from '../../lib/model/interface.ts'
import { Namespace } from '../../lib/model/namespace.ts'

/** For tests beside a real kernel: a namespace made by `ip netns`, and what the kernel tells of its routing. */

type Told = { exit: number | null; out: string; errors: string }

export const run = (tool: string, argv: readonly string[], input = ''): Told => {
  const done = spawnSync(tool, argv, { input, encoding: 'utf8', timeout: 20_000 })
  return { exit: done.status, out: done.stdout, errors: done.stderr }
}

export const inside = (name: string, argv: readonly string[], input = ''): Told =>
  run('nsenter', [`--net=/run/netns/${name}`, ...argv], input)

const read = (name: string, ...argv: string[]): string => inside(name, argv).out

/** Addresses of IPv6 get their routes, and routes without carrier their flag, a moment after the command that is their cause. */
export async function settled(isSo: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 10_000, interval: 20 })
}

/** Whether each IPv6 address of some interfaces is an address to the kernel's routes by now. */
export function hasOwnRoutes(name: string, devices: readonly string[]): boolean {
  const routes = parseRoutes(read(name, 'ip', '-j', '-d', '-6', 'route', 'show', 'table', 'local'), 'inet6').value
  const local = new Set(routes.filter(({ type }) => type === 'local').map(({ destination }) => destination))
  const links = parseAddresses(read(name, 'ip', '-j', 'address', 'show')).value
  const names = parseLinks(read(name, 'ip', '-j', '-d', 'link', 'show')).value
  return names
    .filter((link) => devices.includes(link.name))
    .flatMap(({ index }) => links.find((one) => one.index === index)?.addresses ?? [])
    .every(({ family, prefix }) => family === 'inet' || local.has(prefix.replace(/\/\d+$/, '')))
}

export function readRouting(name: string): CompiledRouting {
  const id = namespaceId(HostId.parse('host'), name)
  const addresses = parseAddresses(read(name, 'ip', '-j', 'address', 'show')).value
  const links = parseLinks(read(name, 'ip', '-j', '-d', 'link', 'show')).value
  const interfaces = links.map((link): Interface => {
    const own = addresses.find(({ index }) => index === link.index)?.addresses ?? []
    const alone = { masterId: null, bridgePort: null, peerId: null, parentId: null, endpointId: null }
    return {
      id: interfaceId(id, link.index),
      hostId: HostId.parse('host'),
      namespaceId: id,
      ...link,
      ...alone,
      addresses: own,
    }
  })
  const both = ['-4', '-6'] as const
  const familyOf = { '-4': 'inet', '-6': 'inet6' } as const
  const namespace = Namespace.parse({
    id,
    hostId: 'host',
    kind: 'other',
    ...{ inode: 1, file: null, pid: null, owners: [], networkId: null, neighbours: [], fdb: [], sockets: [], ipvs: [] },
    routes: both.flatMap(
      (flag) => parseRoutes(read(name, 'ip', '-j', '-d', flag, 'route', 'show', 'table', 'all'), familyOf[flag]).value,
    ),
    rules: both.flatMap((flag) => parseRules(read(name, 'ip', '-j', '-d', flag, 'rule', 'show'), familyOf[flag]).value),
    sysctls: Object.fromEntries(
      read(name, 'sysctl', '-a', '-r', '^net.ipv[46].conf')
        .split('\n')
        .filter((line) => line.includes(' = '))
        .map((line) => line.split(' = ')),
    ),
    ...{ resolvConf: null, hostsFile: null, interfaceIds: [] },
  })
  return routingOf(namespace, interfaces)
}
