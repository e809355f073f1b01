import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NamespacePart, NamespaceRef, NamespaceText } from '../host-source.ts'
import { type NamespaceReading, readNamespace } from './read-namespace.ts'
import { SocketOwners } from './socket-owners.ts'

const host: NamespaceRef = { inode: 1, files: [], pids: [], isHost: true }
let folder = ''

const qdiscs = `'qdisc show') printf 'qdisc noqueue 0: dev lo root refcnt 2\\nqdisc clsact ffff: dev va parent ffff:fff1\\nqdisc netem 8001: dev vb root refcnt 2 limit 1000 loss 10%%\\n' ;;`
const filters = `'filter show dev va ingress') printf 'filter protocol all pref 1 bpf chain 0\\n' ;; 'filter show dev va egress' | 'filter show dev vb') ;; *) exit 9 ;;`

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-tools-'))
  for (const name of ['sh', 'cat', 'grep', 'sleep', 'yes', 'head']) await symlink(`/bin/${name}`, join(folder, name))
  await add('ip', 'while read -r LINE; do case "$LINE" in xfrm*) ;; *) echo "[]" ;; esac; done')
  await add('bridge', 'echo "[]"')
  await add('tc', `case "$*" in ${qdiscs} ${filters} esac`)
  await add('nft', '[ "$2" = tables ] && echo "table ip filter" || echo "table ip filter {}"')
  await add('iptables-nft-save', 'echo "*filter"; echo COMMIT')
  await add('ss', 'exit 0')
})
afterEach(() => rm(folder, { recursive: true }))

async function add(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, name), 0o755)
}

async function read(changes: Partial<NamespaceReading> = {}, only?: NamespacePart[]): Promise<NamespaceText> {
  const reading: NamespaceReading = {
    path: folder,
    saveTools: { nft4: 'iptables-nft-save', nft6: 'ip6tables-nft-save', legacy4: '', legacy6: '' },
    socketOwners: new SocketOwners(),
    isInHost: true,
    readIds: () => Promise.resolve({ ok: false, code: 'failed', reason: 'none here' }),
    deadlineMs: 20_000,
    maxGroupBytes: 1_000_000,
    ...changes,
  }
  const answer = await readNamespace(host, reading, only)
  if (!answer.ok) throw new Error(answer.reason)
  return answer.value
}

test('all parts are read by one script', async () => {
  const text = await read()
  expect(text).toMatchObject({
    links: { state: 'read', text: '[]' },
    routes6: { state: 'read', text: '[]' },
    fdb: { state: 'read', text: '[]\n' },
    transformPolicies: { state: 'read', text: '' },
    trafficFilters: {
      state: 'read',
      text: '> va ingress\nfilter protocol all pref 1 bpf chain 0\n> va egress\n> vb root\nqdisc netem root refcnt 2 limit 1000 loss 10%\n',
    },
    nft: { state: 'read', text: 'table ip filter {}\n' },
    iptables: { state: 'read', text: '*filter\nCOMMIT\n' },
    ip6tables: { state: 'read', text: '' },
    sockets: { state: 'read', text: '' },
  })
  expect(text.sysctls).toMatchObject({ state: 'read' })
  if (text.sysctls.state === 'read')
    expect(text.sysctls.text).toMatch(/^net\.ipv4\.ip_forward = [01]\n(?:.*\n)*net\.ipv4\.ip_local_reserved_ports =/m)
})

test('a missing tool costs its own parts', async () => {
  await rm(join(folder, 'bridge'))
  await rm(join(folder, 'nft'))
  const text = await read()
  const missing = { state: 'failed', code: 'tool-missing' }
  expect(text).toMatchObject({
    fdb: { ...missing, reason: 'bridge is not installed' },
    vlans: missing,
    nft: missing,
    ip6tables: { ...missing, reason: 'ip6tables-nft-save is not installed' },
    links: { state: 'read' },
    iptables: { state: 'read', text: '*filter\nCOMMIT\n' },
  })
})

test('a tool that never ends is ended, with all that it started, and what stands behind it is read', async () => {
  await add('ss', `sleep 1000 & echo $! >${folder}/child; wait`)
  const text = await read({ deadlineMs: 3_000 })
  expect(text).toMatchObject({
    sockets: { state: 'failed', code: 'timeout', reason: 'ss did not end within 3 s' },
    links: { state: 'read' },
    nft: { state: 'read', text: 'table ip filter {}\n' },
    iptables: { state: 'read' },
  })
  const child = Number(await readFile(join(folder, 'child'), 'utf8'))
  await expect.poll(() => isRunning(child), { timeout: 10_000 }).toBe(false)
})

async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z')
  return !/\) [ZX]/.test(stat)
}

test('a tool that prints 500 MB is cut off, and what stands behind it is read', async () => {
  await add('iptables-nft-save', 'yes "DROP ACCEPT" | head -c 500000000')
  await add('ip6tables-nft-save', 'echo behind')
  await add('nft', 'exit 1')
  const text = await read()
  expect(text).toMatchObject({
    iptables: { state: 'failed', code: 'too-much', reason: 'iptables-nft-save printed more than 1 MB' },
    ip6tables: { state: 'read', text: 'behind\n' },
  })
})

test('a crash is a failure, not an empty rule set', async () => {
  await add('nft', '[ "$2" = tables ] && exit 0; kill -SEGV $$')
  expect((await read()).nft).toEqual({ state: 'read', text: '' })
  await add('nft', 'kill -SEGV $$')
  expect((await read()).nft).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('nft crashed with signal 11'),
  })
})

test('a namespace that is gone says so', async () => {
  const ref: NamespaceRef = {
    inode: 7,
    files: [join(folder, 'gone'), join(folder, 'sh')],
    pids: [2 ** 22 + 1],
    isHost: false,
  }
  const answer = await readNamespace(ref, {
    path: folder,
    saveTools: { nft4: '', nft6: '', legacy4: '', legacy6: '' },
    socketOwners: new SocketOwners(),
    isInHost: true,
    readIds: () => Promise.resolve({ ok: false, code: 'failed', reason: 'none here' }),
    deadlineMs: 20_000,
    maxGroupBytes: 1_000,
  })
  expect(answer).toMatchObject({ ok: false, code: 'gone', reason: 'the network namespace net:[7] is gone' })
})

test('some parts alone are read with the tools that they take', async () => {
  await rm(join(folder, 'ip'))
  await rm(join(folder, 'ss'))
  const text = await read({}, ['iptables', 'nft'])
  expect(text).toMatchObject({
    iptables: { state: 'read', text: '*filter\nCOMMIT\n' },
    nft: { state: 'read', text: 'table ip filter {}\n' },
    links: { state: 'skipped' },
    sockets: { state: 'skipped' },
  })
})
