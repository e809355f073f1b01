import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseNft } from '../../../../collect/parse-nft.ts'
import type { FirewallTable } from '../../../../model/firewall.ts'
import { HostId, namespaceId } from '../../../../model/id.ts'
import { type Ip, ipOf } from '../../ip.ts'
import type { Packet } from '../../packet.ts'
import type { Effect, Hook, HookPlace } from '../compiled-firewall.ts'
import { createConnections } from '../connections.ts'
import { compileNftTable } from './compile-nft.ts'
import { expressions, namedSets, translations, verdictMaps } from './test-expressions.ts'

/**
 * A router between a client and a server counts, by one rule an expression and without any verdict, which of them the first packet of a way matches.
 * The same rules, as nft lists them, are asked for that packet.
 */
const isRoot = process.getuid?.() === 0
const prefix = `portolan-test-${process.pid}-nft`
const names = { client: `${prefix}-c`, router: `${prefix}-r`, server: `${prefix}-s` }

const run = (tool: string, args: readonly string[], input = ''): string =>
  execFileSync(tool, args, { input, encoding: 'utf8', timeout: 20_000, stdio: ['pipe', 'pipe', 'pipe'] })
const inside = (name: string, command: string, input = ''): string =>
  run('nsenter', [`--net=/run/netns/${name}`, 'sh', '-c', command], input)

const setUp = `
ip -n ${names.client} link add c type veth peer name c netns ${names.router}
ip -n ${names.server} link add s type veth peer name s netns ${names.router}
for n in ${Object.values(names).join(' ')}; do
  nsenter --net=/run/netns/$n sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.forwarding=1 net.ipv4.ip_forward=1
done
a() { ip -n $1 addr add $2 dev $3 nodad; ip -n $1 link set $3 up; ip -n $1 link set lo up; }
a ${names.client} 10.78.1.2/24 c; a ${names.client} fd78:1::2/64 c; a ${names.router} 10.78.1.1/24 c; a ${names.router} fd78:1::1/64 c
a ${names.server} 10.78.2.2/24 s; a ${names.server} fd78:2::2/64 s; a ${names.router} 10.78.2.1/24 s; a ${names.router} fd78:2::1/64 s
ip -n ${names.client} route add default via 10.78.1.1; ip -n ${names.server} route add default via 10.78.2.1
ip -n ${names.client} route add default via fd78:1::1; ip -n ${names.server} route add default via fd78:2::1`

/** What the client sends: one packet that decides, by a process that ends when the answer is there. */
const programs = {
  tcp: (to: string, port: number, from: number) => `
    const socket = require('node:net').connect({ host: '${to}', port: ${port}, localPort: ${from} })
    socket.on('error', () => process.exit(0)); socket.on('connect', () => { socket.resetAndDestroy(); process.exit(0) })`,
  udp: (to: string, port: number, from: number) => `
    const socket = require('node:dgram').createSocket('${to.includes(':') ? 'udp6' : 'udp4'}')
    socket.on('error', () => process.exit(0)); socket.on('message', () => process.exit(0))
    socket.bind(${from}, () => socket.connect(${port}, '${to}', () => socket.send('hello')))`,
}

const echo = `
  const answer = (family) => { const socket = require('node:dgram').createSocket(family); socket.on('message', (text, from) => socket.send(text, from.port, from.address)); return new Promise((done) => socket.bind(80, done)) }
  require('node:net').createServer((peer) => { peer.on('error', () => {}); peer.destroy() }).listen(80, '::', async () => {
    await answer('udp4'); console.log('ready') })
  process.stdin.resume(); process.stdin.on('end', () => process.exit(0))`

function startServer(name: string, program: string) {
  const child = spawn('nsenter', [`--net=/run/netns/${name}`, process.execPath, '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ready = once(child.stdout, 'data')
  const end = async (): Promise<void> => {
    const ended = once(child, 'exit')
    child.stdin.end()
    await ended
  }
  return { ready, end }
}

type Flow = { protocol: Packet['protocol']; v6: boolean; port: number; to: 'server' | 'router' }
const flows: Flow[] = [
  { protocol: 'tcp', v6: false, port: 80, to: 'server' },
  { protocol: 'tcp', v6: true, port: 443, to: 'server' },
  { protocol: 'udp', v6: false, port: 80, to: 'server' },
  { protocol: 'udp', v6: false, port: 53, to: 'server' },
  { protocol: 'udp', v6: true, port: 53, to: 'server' },
  { protocol: 'icmp', v6: false, port: 0, to: 'server' },
  { protocol: 'icmp', v6: true, port: 0, to: 'router' },
  { protocol: 'tcp', v6: false, port: 22, to: 'router' },
]

type Stay = { hook: Hook; in: string | null; out: string | null; way: 'there' | 'back' }
const staysOf = ({ to }: Flow): Stay[] =>
  to === 'server'
    ? [
        { hook: 'prerouting', in: 'c', out: null, way: 'there' },
        { hook: 'forward', in: 'c', out: 's', way: 'there' },
        { hook: 'postrouting', in: 'c', out: 's', way: 'there' },
        { hook: 'forward', in: 's', out: 'c', way: 'back' },
      ]
    : [
        { hook: 'prerouting', in: 'c', out: null, way: 'there' },
        { hook: 'input', in: 'c', out: null, way: 'there' },
        { hook: 'output', in: null, out: 'c', way: 'back' },
        { hook: 'postrouting', in: null, out: 'c', way: 'back' },
      ]

const chainOf = ({ hook, way }: Stay): string => `${hook}_${way}`

const targetOf = (stay: Stay, at: number): string => `hit${at}_${chainOf(stay)}`

/** A port nobody listens on answers a datagram by an ICMP error. */
const isError = ({ protocol, port }: Flow, { way }: Stay): boolean =>
  protocol === 'udp' && port !== 80 && way === 'back'

/** Base chains hand the first packet of the flow that comes by to a chain of all expressions. */
function rulesFor(flow: Flow): string {
  const spelled = flow.protocol === 'icmp' ? (flow.v6 ? 'icmpv6' : 'icmp') : flow.protocol
  // Neighbours are asked for by ICMPv6 too, which is none of the flow.
  const neighbours = 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, mld2-listener-report }'
  const chains = staysOf(flow).map((stay) => {
    const probes = expressions.map((expression) => `    ${expression} counter\n`).join('')
    const maps = verdictMaps.map((map, at) => `    ${map.replaceAll('HIT', targetOf(stay, at))}\n`).join('')
    const targets = verdictMaps.map((_map, at) => `  chain ${targetOf(stay, at)} {\n    counter\n  }\n`).join('')
    const side = `${stay.in === null ? '' : `iifname "${stay.in}"`} ${stay.out === null ? '' : `oifname "${stay.out}"`}`
    const what = isError(flow, stay) ? 'meta l4proto { icmp, icmpv6 }' : `meta l4proto ${spelled}`
    const base = `  chain base_${chainOf(stay)} {\n    type filter hook ${stay.hook} priority 10\n    ${neighbours} return\n    ${side} ${what} limit rate 1/day burst 1 packets jump ${chainOf(stay)}\n  }\n`
    return `${targets}  chain ${chainOf(stay)} {\n${probes}${maps}  }\n${base}`
  })
  return `flush ruleset\ntable inet truth {\n${namedSets}\n${chains.join('')}}\n`
}

function send({ protocol, v6, port, to }: Flow, from: number): void {
  const address = v6 ? (to === 'server' ? 'fd78:2::2' : 'fd78:1::1') : to === 'server' ? '10.78.2.2' : '10.78.1.1'
  if (protocol === 'icmp') inside(names.client, `ping -q -c 1 -W 5 ${address}`)
  else if (protocol !== 'esp')
    run('nsenter', [
      `--net=/run/netns/${names.client}`,
      process.execPath,
      '-e',
      programs[protocol](address, port, from),
    ])
}

const ip = (text: string): Ip => {
  const found = ipOf(text)
  if (!found) throw new Error(`${text} is no address`)
  return found
}

function packetOf(flow: Flow, stay: Stay, from: number): Packet {
  const client = ip(flow.v6 ? 'fd78:1::2' : '10.78.1.2')
  const other = ip(
    flow.v6 ? (flow.to === 'server' ? 'fd78:2::2' : 'fd78:1::1') : flow.to === 'server' ? '10.78.2.2' : '10.78.1.1',
  )
  const there = stay.way === 'there'
  const header = flow.v6 ? 40 : 20
  const closed = flow.port !== 80
  const sizes = { tcp: !there && closed ? 20 : 40, udp: 13, icmp: 64, esp: 0 }
  const ports = flow.protocol === 'icmp' ? [0, 0] : [from, flow.port]
  const [sourcePort = 0, destinationPort = 0] = there ? ports : ports.toReversed()
  const request: Packet = {
    family: flow.v6 ? 'inet6' : 'inet',
    source: there ? client : other,
    destination: there ? other : client,
    protocol: flow.protocol,
    sourcePort,
    destinationPort,
    role: there ? 'request' : 'reply',
    reset: flow.protocol === 'tcp' && !there && closed,
    size: header + sizes[flow.protocol],
    // An echo reply may be cut.
    dontFragment: flow.protocol !== 'icmp' || there,
    timeToLive: flow.to === 'server' && stay.hook !== 'prerouting' ? 63 : 64,
    mark: 0,
    about: null,
    vni: null,
  }
  if (!isError(flow, stay)) return request
  return {
    ...request,
    protocol: 'icmp',
    sourcePort: 0,
    destinationPort: 0,
    role: 'error',
    size: request.size + header + 8,
    dontFragment: false,
    about: packetOf(flow, { ...stay, way: 'there' }, from),
  }
}

const placeOf = (stay: Stay): HookPlace => ({
  hook: stay.hook,
  level: 'ip',
  inInterface: stay.in,
  outInterface: stay.out,
  physicalIn: null,
  physicalOut: null,
  sourceMac: null,
  destinationMac: null,
  masqueradeAddress: () => null,
  redirectAddress: () => null,
  addressType: ({ text }) => (/^(?:10\.78\.[12]\.1|fd78:[12]::1)$/.test(text) ? 'LOCAL' : 'UNICAST'),
  routeInterface: ({ text }, { by }) => {
    const device = /^(?:10\.78\.1\.|fd78:1::)/.test(text) ? 'c' : 's'
    return by === null || by === device ? device : null
  },
})

/** How often the kernel took a rule: its own counter, or that of the chain that its map leads to. */
function countAt({ chains }: FirewallTable, stay: Stay, at: number): number | null {
  const name = at < expressions.length ? chainOf(stay) : targetOf(stay, at - expressions.length)
  const chain = chains.find((known) => known.name === name)
  return chain?.rules[at < expressions.length ? at : 0]?.packets ?? null
}

describe.runIf(isRoot)('expressions of nft, beside a real kernel (as root)', () => {
  const server = { process: null as ReturnType<typeof startServer> | null }
  beforeAll(async () => {
    for (const name of Object.values(names)) run('ip', ['netns', 'add', name])
    run('sh', ['-c', setUp])
    server.process = startServer(names.server, echo)
    await server.process.ready
  }, 20_000)
  afterAll(async () => {
    await server.process?.end()
    for (const name of Object.values(names)) run('ip', ['netns', 'delete', name])
  })

  it.each(flows)('$protocol to port $port of the $to, IPv6 $v6', (flow) => {
    const from = 40_000 + flows.indexOf(flow)
    inside(names.router, 'nft -f -', rulesFor(flow))
    send(flow, from)
    const { value: tables, problems } = parseNft(inside(names.router, 'nft list ruleset'))
    expect(problems).toEqual([])
    const table = tables[0]
    if (!table) throw new Error('nft lists no table')
    const id = namespaceId(HostId.parse('h'), 'router')
    const accepting = table.chains.map((chain) => ({
      ...chain,
      rules: chain.rules.map((rule) => ({
        ...rule,
        text: rule.text.includes('vmap') ? rule.text : `${rule.text} accept`,
      })),
    }))
    const compiled = compileNftTable({ ...table, chains: accepting }, id)
    const differing: string[] = []
    let undecided = 0
    for (const stay of staysOf(flow)) {
      const connections = createConnections()
      connections.track(packetOf(flow, { ...stay, way: 'there' }, from))
      const { connection } = connections.tracking
      if (stay.way === 'back' && connection) {
        connection.confirmed = true
        connections.track(packetOf(flow, stay, from))
      }
      const told = table.chains.find(({ name }) => name === chainOf(stay))
      for (const [at, rule] of (told?.rules ?? []).entries()) {
        const compiledRule = compiled.chains.get(chainOf(stay))?.rules[at]
        const effect = compiledRule?.run(packetOf(flow, stay, from), placeOf(stay), connections)[0]
        if (effect?.kind === 'unknown') undecided += 1
        else if ((effect !== undefined) !== (countAt(table, stay, at) === 1))
          differing.push(`${chainOf(stay)}: ${rule.text}: the kernel counts ${countAt(table, stay, at)}`)
      }
      expect(told?.rules).toHaveLength(expressions.length + verdictMaps.length)
    }
    expect(differing).toEqual([])
    expect(undecided).toBeLessThan(((expressions.length + verdictMaps.length) * staysOf(flow).length) / 10)
  })

  it('translates as the kernel does', () => {
    const flow: Flow = { protocol: 'udp', v6: false, port: 80, to: 'router' }
    const cases = translations.map((translation, at) => {
      const isSource = /snat|masquerade/.test(translation)
      const hook: Hook = isSource ? 'postrouting' : 'prerouting'
      const to = isSource ? '10.78.2.2' : '10.78.1.1'
      return { rule: `udp sport ${41_000 + at} ${translation}`, from: 41_000 + at, isSource, hook, to }
    })
    const chainFor = (hook: Hook): string => {
      const rules = cases.filter((each) => each.hook === hook).map(({ rule }) => `    ${rule}\n`)
      return `  chain ${hook} {\n    type nat hook ${hook} priority 0\n${rules.join('')}  }\n`
    }
    inside(
      names.router,
      'nft -f -',
      `flush ruleset\ntable ip truth {\n${chainFor('prerouting')}${chainFor('postrouting')}}\n`,
    )
    const sender = `for (const [from, to] of ${JSON.stringify(cases.map(({ from, to }) => [from, to]))}) {
      const socket = require('node:dgram').createSocket('udp4'); socket.bind(from, () => socket.send('x', 80, to, () => socket.close())) }`
    run('nsenter', [`--net=/run/netns/${names.client}`, process.execPath, '-e', sender])

    const table = parseNft(inside(names.router, 'nft list ruleset')).value[0]
    if (!table) throw new Error('nft lists no table')
    const compiled = compileNftTable(table, namespaceId(HostId.parse('h'), 'router'))
    const entries = inside(names.router, 'cat /proc/self/net/nf_conntrack').split('\n')
    for (const { rule, from, isSource, hook, to } of cases) {
      const entry = entries.find((line) => line.includes(`sport=${from} dport=80 `)) ?? ''
      const [, source, destination, sourcePort, destinationPort] = answers.exec(entry) ?? []
      const became = isSource
        ? { address: destination, port: Number(destinationPort) }
        : { address: source, port: Number(sourcePort) }
      const stay: Stay = { hook, in: 'c', out: isSource ? 's' : null, way: 'there' }
      const packet = { ...packetOf(flow, stay, from), destination: ip(to) }
      const rules = compiled.chains.get(hook)?.rules ?? []
      const [effect] = rules.flatMap((each) => each.run(packet, placeOf(stay), createConnections()))
      const before = isSource ? { address: '10.78.1.2', port: from } : { address: to, port: 80 }
      expect({ rule, ...became }).toEqual({ rule, ...resultOf(effect, before) })
    }
  })
})

const answers = /sport=\d+ dport=80 (?:\[UNREPLIED\] )?src=(\S+) dst=(\S+) sport=(\d+) dport=(\d+)/

/** Where one address or port alone can come of an effect, it is told. */
function resultOf(effect: Effect | undefined, before: { address: string; port: number }) {
  if (effect === undefined) return before
  if (effect.kind !== 'dnat' && effect.kind !== 'snat' && effect.kind !== 'masquerade' && effect.kind !== 'redirect')
    throw new Error(`no translation: ${effect.kind}`)
  const own = { masquerade: '10.78.2.1', redirect: '10.78.1.1' }
  const address = 'addresses' in effect ? effect.addresses?.[0].text : own[effect.kind]
  return { address: address ?? before.address, port: effect.ports?.[0] ?? before.port }
}
