import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordedView } from '../agent/recorded-view.ts'
import type { PathQuestion } from '../analyse/path/question.ts'
import { type NamespaceRead, namespacesOnTheWay } from '../analyse/path/read-anew.ts'
import { tracePath } from '../analyse/path/trace-path.ts'
import type { NamespaceId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { type NamespaceReader, traceAnew } from './trace-anew.ts'

const ping: PathQuestion = { from: 'api', to: 'db', protocol: 'icmp', port: null, size: null }

const demo = () => recordedView(join(import.meta.dirname, '../../public/demo'))

/** A host where some sysctls of every namespace are others than the topology holds, and who asks what. */
function changedHost(topology: Topology, sysctls: Record<string, string>) {
  const asked: NamespaceId[] = []
  const reader: NamespaceReader = {
    async readNamespace(id) {
      asked.push(id)
      const namespace = topology.namespaces.find((one) => one.id === id)
      if (!namespace) return { ok: false }
      const value: NamespaceRead = {
        namespace: { ...namespace, sysctls: { ...namespace.sysctls, ...sysctls } },
        interfaces: topology.interfaces.filter(({ namespaceId }) => namespaceId === id),
        firewall: topology.firewalls.find((firewall) => firewall.id === id) ?? null,
        readAt: topology.readAt + 5_000,
      }
      return { ok: true, value }
    },
  }
  return { asked, reader }
}

test('a sysctl that changed and was told by nobody decides, and the answer says what was read and when', async () => {
  const topology = await demo()
  const known = tracePath(topology, ping)
  if ('kind' in known) throw new Error(known.says)
  expect(known).toMatchObject({ verdict: { outcome: 'delivered' }, reads: [] })
  const { asked, reader } = changedHost(topology, { 'net.ipv4.icmp_echo_ignore_all': '1' })
  const { answer } = await traceAnew(topology, ping, () => reader)
  if ('kind' in answer) throw new Error(answer.says)
  expect(answer.verdict).toMatchObject({ outcome: 'dropped', code: 'echo-ignored' })
  expect(new Set(asked)).toEqual(new Set(namespacesOnTheWay(known)))
  expect(asked).toHaveLength(new Set(asked).size)
  expect(answer.reads).toEqual(asked.map((namespaceId) => ({ namespaceId, readAt: topology.readAt + 5_000 })))
  expect(answer.readAt).toBe(topology.readAt + 5_000)
})

test('where nobody reads, what is known stands, and nothing is said to be read', async () => {
  const topology = await demo()
  const { answer } = await traceAnew(topology, ping, () => null)
  expect(answer).toEqual(tracePath(topology, ping))
  const deaf: NamespaceReader = { readNamespace: async () => ({ ok: false }) }
  expect((await traceAnew(topology, ping, () => deaf)).answer).toEqual(tracePath(topology, ping))
})

test('a question that makes no sense is refused, and costs no host anything', async () => {
  const topology = await demo()
  const { asked, reader } = changedHost(topology, {})
  const { answer } = await traceAnew(topology, { ...ping, to: 'nobody-is-called-so', from: 'wbe' }, () => reader)
  expect(answer).toMatchObject({ kind: 'refused', field: 'from' })
  expect(asked).toEqual([])
})
