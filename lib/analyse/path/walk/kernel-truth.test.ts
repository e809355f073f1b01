import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { emptyAnswers } from '../../../collect/host-answers.ts'
import { parseNamespace } from '../../../collect/parse-namespace.ts'
import { resolveHost } from '../../../collect/resolve-host.ts'
import type { NamespaceRef } from '../../../host/host-source.ts'
import { readNamespace } from '../../../host/kernel/read-namespace.ts'
import { SocketOwners } from '../../../host/kernel/socket-owners.ts'
import { createMerger } from '../../../merge/create-merger.ts'
import type { HostStatus } from '../../../model/status.ts'
import type { HostView, Topology } from '../../../model/topology.ts'
import type { Verdict } from '../trace.ts'
import { tracePath } from '../trace-path.ts'
import { type Ping, smallNetworks } from './small-networks.ts'

/**
 * Small networks that each turn on one thing of the kernel's, built for real and read as an agent reads them. What becomes of a packet in them is set
 * against what `tracePath` says.
 */
const isRoot = process.getuid?.() === 0
const path = process.env.PATH ?? ''
const nameOf = (space: string): string => `portolan-test-${process.pid}-${space}`
const fileOf = (space: string): string => `/run/netns/${nameOf(space)}`
let spaces: string[] = []

/** Shell in one of the namespaces; `$a` is the name of the namespace `a`. */
function inside(space: string, script: string): void {
  const names = Object.fromEntries(spaces.map((one) => [one, nameOf(one)]))
  const argv = [`--net=${fileOf(space)}`, 'sh', '-ec', script]
  execFileSync('nsenter', argv, { encoding: 'utf8', timeout: 20_000, env: { ...process.env, ...names } })
}

function build(script: Readonly<Record<string, string>>): void {
  for (const space of Object.keys(script)) {
    execFileSync('ip', ['netns', 'add', nameOf(space)])
    spaces.push(space)
  }
  for (const space of spaces) inside(space, prepare)
  for (const [space, lines] of Object.entries(script)) inside(space, lines)
  for (const deadline = Date.now() + 10_000; !spaces.every(isSettled); )
    if (Date.now() > deadline) throw new Error('the kernel does not come to know its carriers')
}

/** The kernel has heard of every carrier that came or went: states of links and of ports of bridges follow them a moment later. */
function isSettled(space: string): boolean {
  const told = spawnSync('nsenter', [`--net=${fileOf(space)}`, 'ip', '-d', '-o', 'link', 'show', 'up'], {
    encoding: 'utf8',
  })
  return told.stdout.split('\n').every((line) => {
    const carries = /<[^>]*\bLOWER_UP\b/.test(line)
    return carries
      ? !/ state DOWN | bridge_slave state disabled /.test(line)
      : !/ state UP | bridge_slave state forwarding /.test(line)
  })
}

/** Addresses are used at once, and errors are not held back. */
const prepare =
  'ip link set lo up; sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0'

afterEach(() => {
  for (const space of spaces) execFileSync('ip', ['netns', 'delete', nameOf(space)])
  spaces = []
})

/** What the hosts' agents would tell, as one topology. */
async function read(hosts: readonly (readonly string[])[]): Promise<Topology> {
  const merger = createMerger()
  for (const [at, own] of hosts.entries()) {
    const view = await readHost(`host${at + 1}`, own)
    for (const { id } of view.hosts) merger.put(id, view)
  }
  return merger.current()
}

/** The first namespace is the host's own. */
async function readHost(endpoint: string, own: readonly string[]): Promise<HostView> {
  const answers = emptyAnswers()
  const refs: NamespaceRef[] = []
  for (const [at, space] of own.entries()) {
    const file = fileOf(space)
    const ref = { inode: statSync(file).ino, files: [file], pids: [], isHost: at === 0 }
    const text = await readNamespace(ref, {
      ...{ path, socketOwners: new SocketOwners(), isInHost: false, deadlineMs: 20_000, maxGroupBytes: 10_000_000 },
      saveTools: { nft4: 'iptables-nft-save', nft6: 'ip6tables-nft-save', legacy4: '', legacy6: '' },
      readIds: () => Promise.resolve({ ok: false, code: 'failed', reason: 'nobody asks', source: '', readAt: 0 }),
    })
    if (!text.ok) throw new Error(text.reason)
    refs.push(ref)
    answers.namespaces.set(ref.inode, { value: parseNamespace(text.value), latest: text, ref })
  }
  answers.namespaceList = { ok: true, value: refs, source: '/run/netns', readAt: 0 }
  const view = resolveHost(answers, { endpoint })
  return { ...view, statuses: view.hosts.map(({ id }) => statusOf(id)) }
}

const statusOf = (hostId: HostStatus['hostId']): HostStatus => ({
  ...{ hostId, agentVersion: '0', sight: 3, sightReason: null, oldest: null, drift: null, missedEvents: 0 },
  ...{ engine: { state: 'live', since: 0, detail: '' }, kernel: { state: 'live', detail: '' } },
  ...{ recordedAt: null, recordingName: null, heard: null },
})

/** What `ping` of packets that may not be cut says; an answer that is expected gets its time, and more than one question, on a busy machine. */
function isAnswered({ space, from, to, size = 84 }: Ping, isExpected: boolean): boolean {
  const header = to.includes(':') ? 48 : 28
  const patience = isExpected ? ['-c', '1', '-w', '3'] : ['-c', '1', '-W', '0.5']
  const words = ['-n', ...patience, '-i', '0.2', '-M', 'do', '-s', String(size - header), '-I', from, to]
  return spawnSync('nsenter', [`--net=${fileOf(space)}`, 'ping', ...words], { timeout: 20_000 }).status === 0
}

function verdictOn(topology: Topology, { from, to, size = 84 }: Ping): Verdict {
  const answer = tracePath(topology, { from, to, protocol: 'icmp', port: null, size })
  if ('kind' in answer) throw new Error(answer.says)
  return answer.verdict
}

describe.runIf(isRoot)('a packet in a small network', () => {
  it.each(smallNetworks)(
    '$about',
    async ({ script, pings, hosts = [Object.keys(script)] }) => {
      build(script)
      const topology = await read(hosts)
      for (const ping of pings) {
        const { outcome, says } = verdictOn(topology, ping)
        const truth = isAnswered(ping, outcome === 'delivered') ? 'delivered' : 'not delivered'
        const foretold = outcome === 'delivered' || outcome === 'unknown' ? outcome : 'not delivered'
        expect.soft({ ...ping, foretold }, says).toMatchObject({ foretold: truth })
        if (ping.says !== undefined) expect.soft(says).toContain(ping.says)
      }
    },
    60_000,
  )
})
