import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TopologyBuilder } from './build-topology.ts'
import { seeContainer, seeHost, seeNamespace, seeNetwork } from './see-it-yourself.ts'
import { shellQuote } from './shell-quote.ts'

const build = new TopologyBuilder()
const host = build.host({ name: 'host1', nics: { eth0: ['192.0.2.11/24'] } })
const network = build.network({ name: 'backnet', model: 'bridge-nat', hosts: [host] })
const container = build.container(host, { name: 'web', pid: 4711 })
const aBridge = {
  ...build.nic(host, 'eth0'),
  name: 'br-1',
  type: { kind: 'bridge' as const, stp: false, vlanFiltering: false, nfCallIptables: false, nfCallIp6tables: false },
}
const commands = (list: { command: string }[]): string[] => list.map((one) => one.command)

test('a container is entered by its process', () => {
  const list = commands(seeContainer(container, null))
  expect(list).toContain(`docker inspect ${container.id}`)
  expect(list).toContain('nsenter -t 4711 -n ip route show table all')
  expect(list).toContain('nsenter -t 4711 -n iptables-save -c')
})

test('a stopped container can only be inspected', () => {
  expect(commands(seeContainer({ ...container, pid: null }, null))).toEqual([`docker inspect ${container.id}`])
})

test('a namespace is entered by its file where no process holds it', () => {
  const overlay = { ...build.namespace(host.id, 'overlay', '1-abc'), file: '/run/docker/netns/1-abc' }
  const list = commands(seeNamespace(overlay))
  for (const tool of ['bridge fdb show', 'brctl show', 'bridge vlan show', 'ipvsadm -ln', 'ip neigh show proxy'])
    expect(list).toContain(`nsenter --net=/run/docker/netns/1-abc ${tool}`)
})

test('the bridge of an overlay is looked at in the namespace that it is in', () => {
  const overlay = { ...build.namespace(host.id, 'overlay', '1-def'), file: '/run/docker/netns/1-def' }
  const list = commands(seeNetwork(network, { ...aBridge, name: 'br0' }, overlay))
  expect(list).toContain('nsenter --net=/run/docker/netns/1-def bridge fdb show br br0')
  expect(list).toContain('nsenter --net=/run/docker/netns/1-def brctl show br0')
  expect(list).toContain('nsenter --net=/run/docker/netns/1-def ip -d link show type vxlan')
  expect(commands(seeNetwork(network, aBridge, { ...overlay, file: null, pid: null }))).not.toContain(
    'bridge vlan show',
  )
})

test('the sysctls of a container are asked in its namespace, with the same pattern as the host’s', () => {
  const pattern = / sysctl -a --pattern '(.+)'$/
  const [inside] = commands(seeContainer(container, null)).flatMap((one) => pattern.exec(one)?.[1] ?? [])
  expect(commands(seeHost(host)).find((one) => one.startsWith('sysctl '))).toContain(inside)
  const decides = new RegExp(inside ?? '')
  for (const name of [
    'net.ipv4.ip_forward',
    'net.ipv4.conf.all.rp_filter',
    'net.ipv4.conf.eth0.proxy_arp',
    'net.ipv6.conf.eth0.disable_ipv6',
    'net.bridge.bridge-nf-call-iptables',
    'net.ipv4.vs.conntrack',
  ])
    expect(name).toMatch(decides)
  expect('net.core.somaxconn').not.toMatch(decides)
})

test('a bridge network shows its bridge by bridge and by brctl', () => {
  const list = commands(seeNetwork(network, aBridge, null))
  expect(list).toContain('bridge fdb show br br-1')
  expect(list).toContain('brctl show br-1')
})

test('the host itself needs no entering', () => {
  expect(commands(seeHost(host))).toContain('ip rule')
})

test('a shell reads a quoted word as that very word', () => {
  const word = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .filter((text) => !text.includes('\0') && !/\p{Cs}/u.test(text))
  const words = fc.sample(
    fc.oneof(word, fc.constantFrom("a'b", '$(id)', '`id`', '"', '\\', '-x', 'a\nb', '\u001b[2J', '; rm -rf')),
    { numRuns: 200, seed: 1 },
  )
  const script = words.map((text) => `printf '%s\\0' ${shellQuote(text)}`).join('\n')
  expect(script.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  const said = execFileSync('bash', ['-c', script]).toString('utf8').split('\0').slice(0, -1)
  expect(said).toEqual(words)
})
