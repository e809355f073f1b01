import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { open } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createTcpServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProbeQuestion } from '../model/probe.ts'
import { openRunner, type ProbeRunner } from './open-runner.ts'

const name = `portolan-probe-${process.pid}`
const ip = (...args: string[]) => execFileSync('ip', args, { encoding: 'utf8' })
const inside = (...args: string[]) => ip('netns', 'exec', name, ...args)

const ping = (address: string, size: number | null = null): ProbeQuestion => ({
  kind: 'ping',
  address,
  sourceAddress: null,
  size,
  timeoutMs: 1_000,
})
const tcp = (address: string, port: number, sourcePort: number | null = null) => ({
  kind: 'tcp' as const,
  address,
  port,
  sourceAddress: null,
  sourcePort,
  listenMs: 0,
  timeoutMs: 1_000,
})
const udp = (address: string, port: number, size: number | null = null): ProbeQuestion => ({
  kind: 'udp',
  address,
  port,
  sourceAddress: null,
  sourcePort: null,
  size,
  timeoutMs: 1_000,
})

/** The kernel of this machine is the judge: a namespace of its own with one end of a link whose other end is silent. */
describe.skipIf(process.getuid?.() !== 0)('packets out of a namespace (as root alone)', () => {
  let runner: ProbeRunner
  beforeAll(() => {
    ip('netns', 'add', name)
    inside('ip', 'link', 'set', 'lo', 'up')
    inside('ip', 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far')
    inside('ip', 'address', 'add', '10.91.0.1/24', 'dev', 'near')
    inside('ip', 'link', 'set', 'near', 'up')
    inside('ip', 'link', 'set', 'far', 'up')
    for (const type of ['blackhole', 'prohibit', 'unreachable'])
      inside('ip', 'route', 'add', type, `10.91.${1 + ['blackhole', 'prohibit', 'unreachable'].indexOf(type)}.0/24`)
    inside('iptables', '-A', 'OUTPUT', '-d', '10.91.0.9', '-j', 'DROP')
    inside('iptables', '-A', 'INPUT', '-p', 'tcp', '--dport', '7001', '-j', 'DROP')
    inside(
      'iptables',
      '-A',
      'INPUT',
      '-p',
      'tcp',
      '--dport',
      '7002',
      '-j',
      'REJECT',
      '--reject-with',
      'icmp-admin-prohibited',
    )
    inside('iptables', '-A', 'INPUT', '-p', 'tcp', '--dport', '7003', '-j', 'REJECT', '--reject-with', 'tcp-reset')
    inside(
      'iptables',
      '-A',
      'INPUT',
      '-p',
      'icmp',
      '-d',
      '127.0.0.2',
      '-j',
      'REJECT',
      '--reject-with',
      'icmp-host-prohibited',
    )
    runner = openRunner(`/run/netns/${name}`)
  })
  afterAll(() => {
    runner.close()
    ip('netns', 'delete', name)
  })

  const outcome = async (question: ProbeQuestion) => (await runner.ask(question)).outcome

  test('ping: the kernel answers, rejects, or has no way', async () => {
    expect(await runner.ask(ping('10.91.0.1'))).toMatchObject({ outcome: 'answered', by: '10.91.0.1' })
    expect(await runner.ask(ping('127.0.0.2'))).toMatchObject({ outcome: 'rejected', by: '127.0.0.2' })
    expect(await outcome(ping('192.0.2.1'))).toBe('unreachable')
    for (const net of [1, 2, 3]) expect(await outcome(ping(`10.91.${net}.1`))).toBe('unreachable')
    expect(await outcome(ping('10.91.0.2'))).toBe('timeout')
    expect(await outcome(ping('10.91.0.2', 2_000))).toBe('too-big')
  })

  test('tcp: silence, an ICMP error, RST and no listener are told apart', async () => {
    expect(await outcome(tcp('10.91.0.1', 7000))).toBe('refused')
    expect(await outcome(tcp('10.91.0.1', 7001))).toBe('timeout')
    expect(await runner.ask(tcp('10.91.0.1', 7002))).toMatchObject({ outcome: 'rejected', code: 'EHOSTUNREACH' })
    expect(await outcome(tcp('10.91.0.1', 7003))).toBe('refused')
    expect(await outcome(tcp('192.0.2.1', 80))).toBe('unreachable')
    for (const net of [1, 2, 3]) expect(await outcome(tcp(`10.91.${net}.1`, 80))).toBe('unreachable')
  })

  test('udp: a refusal by ICMP is heard, silence is silence, a rule of OUTPUT is told', async () => {
    expect(await outcome(udp('10.91.0.1', 7000))).toBe('refused')
    expect(await outcome(udp('10.91.0.2', 7000))).toBe('timeout')
    expect(await outcome(udp('10.91.0.9', 7000))).toBe('blocked')
    expect(await outcome(udp('192.0.2.1', 7000))).toBe('unreachable')
  })

  test('hundreds of questions wait for their turn and all get their answer', async () => {
    const all = await Promise.all(
      Array.from({ length: 300 }, (_, index) => runner.ask(tcp('10.91.0.1', 20_000 + index, 30_000 + index))),
    )
    expect(new Set(all.map((result) => result.outcome))).toEqual(new Set(['refused']))
  })

  test('a descriptor enters the namespace that it was opened from', async () => {
    const handle = await open(`/run/netns/${name}`)
    const own = openRunner(handle.fd)
    expect((await own.ask(ping('10.91.0.1'))).outcome).toBe('answered')
    own.close()
    await handle.close()
  })
})

/** One link of 1500 octets, then one of 1300: what a host and a router do with packets that are larger. */
describe.skipIf(process.getuid?.() !== 0)('packets that are too big (as root alone)', () => {
  const [near, middle, far] = [`${name}-near`, `${name}-middle`, `${name}-far`]
  let runner: ProbeRunner
  beforeAll(() => {
    for (const one of [near, middle, far]) {
      ip('netns', 'add', one)
      ip('-n', one, 'link', 'set', 'lo', 'up')
    }
    link(near, '10.93.1.1/24', middle, '10.93.1.2/24', 'up1', 1_500)
    link(middle, '10.93.2.1/24', far, '10.93.2.2/24', 'up2', 1_300)
    ip('-n', near, 'route', 'add', 'default', 'via', '10.93.1.2')
    ip('-n', far, 'route', 'add', 'default', 'via', '10.93.2.1')
    ip('netns', 'exec', middle, 'sysctl', '-qw', 'net.ipv4.ip_forward=1')
    runner = openRunner(`/run/netns/${near}`)
  })
  afterAll(() => {
    runner.close()
    for (const one of [near, middle, far]) ip('netns', 'delete', one)
  })

  function link(from: string, fromAddress: string, to: string, toAddress: string, device: string, mtu: number): void {
    ip('-n', from, 'link', 'add', device, 'mtu', String(mtu), 'type', 'veth', 'peer', 'name', `${device}p`, 'netns', to)
    ip('-n', to, 'link', 'set', `${device}p`, 'mtu', String(mtu), 'up')
    ip('-n', from, 'link', 'set', device, 'up')
    ip('-n', from, 'address', 'add', fromAddress, 'dev', device)
    ip('-n', to, 'address', 'add', toAddress, 'dev', `${device}p`)
  }

  test('a ping is never cut; a datagram is, once the kernel has heard that the way takes less', async () => {
    // Nobody listens at port 7, and the refusal comes back from who got the whole datagram.
    expect((await runner.ask(udp('10.93.2.2', 7, 1_280))).outcome).toBe('refused')
    expect((await runner.ask(udp('10.93.2.2', 7, 1_400))).outcome).toBe('too-big')
    expect((await runner.ask(udp('10.93.2.2', 7, 1_400))).outcome).toBe('refused')
    expect((await runner.ask(udp('10.93.1.2', 7, 1_600))).outcome).toBe('refused')
    expect((await runner.ask(ping('10.93.2.2', 1_280))).outcome).toBe('answered')
    expect((await runner.ask(ping('10.93.2.2', 1_400))).outcome).toBe('too-big')
  })
})

/** In the own namespace, on loopback, with servers of this test. */
describe('what the other end says', () => {
  const runner = openRunner(null)
  afterAll(() => runner.close())

  test('a greeting is heard, made inert; so is one that hangs up at once', async () => {
    const greeter = await listening(createTcpServer((socket) => socket.end('220 hello\u001b[31m\r\n')))
    const asked = { ...tcp('127.0.0.1', greeter.port), listenMs: 1_000 }
    expect(await runner.ask(asked)).toMatchObject({ outcome: 'answered', detail: '220 hello\ufffd[31m' })
    greeter.close()
    const silent = await listening(createTcpServer((socket) => socket.end()))
    expect(await runner.ask({ ...asked, port: silent.port })).toMatchObject({ outcome: 'answered', code: 'closed' })
    silent.close()
  })

  test('of HTTP the status is told, and what is none is named', async () => {
    const web = await listening(createHttpServer((_request, response) => response.writeHead(418).end('tea')))
    const asked: ProbeQuestion = { kind: 'http', address: '127.0.0.1', port: web.port, host: null, timeoutMs: 1_000 }
    expect(await runner.ask(asked)).toMatchObject({ outcome: 'answered', detail: expect.stringMatching(/^HTTP 418/) })
    web.close()
    expect(await runner.ask(asked)).toMatchObject({ outcome: 'refused' })
    const other = await listening(createTcpServer((socket) => socket.end('no\n')))
    expect(await runner.ask({ ...asked, port: other.port })).toMatchObject({ outcome: 'answered', code: 'no-http' })
    other.close()
  })

  test('a datagram that is answered, and a name that a DNS server knows or does not', async () => {
    const server = createSocket('udp4')
    server.on('message', (query, { port, address }) => server.send(dnsAnswer(query), port, address))
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
    const { port } = server.address()
    expect(await runner.ask({ ...udp('127.0.0.1', port) })).toMatchObject({ outcome: 'answered', by: '127.0.0.1' })
    const asked: ProbeQuestion = { kind: 'dns', address: '127.0.0.1', port, name: 'db', timeoutMs: 1_000 }
    expect(await runner.ask(asked)).toMatchObject({ outcome: 'answered', code: null, detail: '10.9.8.7' })
    expect(await runner.ask({ ...asked, name: 'nobody' })).toMatchObject({ outcome: 'answered', code: 'NXDOMAIN' })
    server.close()
    expect((await runner.ask(asked)).outcome).toBe('refused')
  })
})

async function listening(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { port: address.port, close: () => server.close() }
}

/** A server that knows `db` alone: the question back, with one A record or with NXDOMAIN; of what is no question, an echo. */
function dnsAnswer(query: Buffer): Buffer {
  if (query.includes('portolan')) return query
  const end = query.indexOf(0, 12) + 5
  const isKnown = query.subarray(12, end).includes('db')
  const head = Buffer.from(query.subarray(0, end))
  head.writeUInt16BE(isKnown ? 0x8180 : 0x8183, 2)
  for (const [at, count] of [isKnown ? 1 : 0, 0, 0].entries()) head.writeUInt16BE(count, 6 + at * 2)
  const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 9, 8, 7]
  return Buffer.concat([head, Buffer.from(isKnown ? record : [])])
}

test('a runner that cannot start, and one that was closed, answer with the reason', async () => {
  const nowhere = openRunner('/nowhere/netns')
  expect(await nowhere.ask(ping('127.0.0.1'))).toMatchObject({
    outcome: 'not-sent',
    says: expect.stringContaining('/nowhere/netns'),
  })
  const closed = openRunner(null)
  const asked = closed.ask(tcp('127.0.0.1', 1))
  closed.close()
  expect((await asked).outcome).toBe('not-sent')
  expect((await closed.ask(tcp('127.0.0.1', 1))).outcome).toBe('not-sent')
})
