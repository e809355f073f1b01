import { expect, it } from 'vitest'
import { parseSockets } from '../../../collect/parse-sockets.ts'
import { HostId, namespaceId } from '../../../model/id.ts'
import { Interface } from '../../../model/interface.ts'
import { Namespace } from '../../../model/namespace.ts'
import { ipOf } from '../ip.ts'
import { findListener } from './find-listener.ts'

const id = namespaceId(HostId.parse('h'), 'n')
const device = Interface.parse({
  ...{
    id: 'h/n#2',
    hostId: 'h',
    namespaceId: id,
    index: 2,
    name: 'eth0',
    alternativeNames: [],
    type: { kind: 'veth' },
  },
  ...{ mac: null, mtu: 1500, up: true, operationalState: 'UP', promiscuous: false, addresses: [] },
  ...{ masterId: null, bridgePort: null, peerId: null, parentId: null, endpointId: null },
})

/** Sockets as `ss` prints them. */
function taker(ss: string, destination: string, port: number, protocol: 'tcp' | 'udp' = 'tcp'): string {
  const { value, problems } = parseSockets(ss)
  expect(problems).toEqual([])
  const namespace = Namespace.parse({
    ...{ id, hostId: 'h', kind: 'container', inode: 1, file: null, pid: null, owners: [], networkId: null },
    ...{ routes: [], rules: [], neighbours: [], fdb: [], sockets: value, ipvs: [], sysctls: {} },
    ...{ resolvConf: null, hostsFile: null, interfaceIds: [] },
  })
  const ip = ipOf(destination)
  if (!ip) throw new Error(destination)
  const found = findListener(
    namespace,
    { family: ip.family, protocol, destination: ip, destinationPort: port },
    [device],
    device,
  )
  return found.kind === 'socket' ? (found.socket.process?.name ?? 'nobody') : found.kind
}

const line = (local: string, name: string, protocol = 'tcp LISTEN'): string =>
  `${protocol} 0 128 ${local} 0.0.0.0:* users:(("${name}",pid=7,fd=3))`

it('prefers the very address, then IPv4, then what takes both', () => {
  const all = [line('*:80', 'dual'), line('0.0.0.0:80', 'four'), line('10.0.0.2:80', 'exact')].join('\n')
  expect(taker(all, '10.0.0.2', 80)).toBe('exact')
  expect(taker(all, '10.0.0.3', 80)).toBe('four')
  expect(taker(all, 'fd00::1', 80)).toBe('dual')
  expect(taker(line('*:80', 'dual'), '10.0.0.3', 80)).toBe('dual')
})

it('takes no packet for another address, port, protocol or device', () => {
  expect(taker(line('127.0.0.1:80', 'own'), '10.0.0.2', 80)).toBe('none')
  expect(taker(line('0.0.0.0:80', 'web'), '10.0.0.2', 81)).toBe('none')
  expect(taker(line('0.0.0.0:80', 'web'), '10.0.0.2', 80, 'udp')).toBe('none')
  expect(taker(line('0.0.0.0%eth1:80', 'web'), '10.0.0.2', 80)).toBe('none')
  expect(taker(line('0.0.0.0%eth0:80', 'bound'), '10.0.0.2', 80)).toBe('bound')
  expect(taker(line('[::ffff:10.0.0.2]:80', 'mapped'), '10.0.0.2', 80)).toBe('mapped')
})

it('says that it does not know whether an IPv6 socket takes IPv4', () => {
  expect(taker(line('[::]:80', 'six'), 'fd00::1', 80)).toBe('six')
  expect(taker(line('[::]:80', 'six'), '10.0.0.2', 80)).toBe('none')
  expect(taker(line(':::80', 'six'), '10.0.0.2', 80)).toBe('unknown')
})
