import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordedView } from '../agent/recorded-view.ts'
import type { PathQuestion } from '../analyse/path/question.ts'
import { tracePath } from '../analyse/path/trace-path.ts'
import { packetsOf, planProbes, sendProbes } from './send-probes.ts'

async function planned(question: Partial<PathQuestion>) {
  const topology = await recordedView(join(import.meta.dirname, '../../public/demo'))
  const answer = tracePath(topology, { from: 'api', to: 'db', protocol: 'tcp', port: 5432, size: null, ...question })
  if ('kind' in answer) throw new Error(answer.says)
  return { topology, answer, plans: planProbes(topology, answer, answer.branches) }
}

const planOf = async (question: Partial<PathQuestion>) => (await planned(question)).plans.branches[0]?.plan

test('the packet asks what the question asks, out of the namespace that the way starts in', async () => {
  const { answer, plans } = await planned({})
  const [branch] = answer.branches
  expect(plans.branches[0]?.plan).toMatchObject({
    kind: 'send',
    namespaceId: branch?.there.hops[0]?.namespaceId,
    question: { kind: 'tcp', address: branch?.address, port: 5432 },
  })
  expect(await planOf({ protocol: 'icmp', port: null, size: 1_400 })).toMatchObject({
    question: { kind: 'ping', size: 1_400 },
  })
})

test('near addresses only: what belongs to nothing here gets no packet, and neither does one that nobody could send', async () => {
  for (const to of ['9.9.9.9', '169.254.169.254', '192.0.2.77', '10.99.0.1'])
    expect({ to, plan: await planOf({ to }) }).toMatchObject({
      to,
      plan: { kind: 'none', says: expect.stringContaining(to) },
    })
  expect(await planOf({ from: '192.0.2.77' })).toMatchObject({ kind: 'none' })
  expect(await planOf({ protocol: 'icmp', port: null, size: 40 })).toMatchObject({ kind: 'none' })
})

test('where a name is asked for, its resolver is asked too, and counts as a packet', async () => {
  const { answer, plans } = await planned({ to: 'database' })
  expect(packetsOf(plans)).toBe(2)
  const asked: string[] = []
  const probes = await sendProbes(answer, plans, () => ({
    async probe(_id, question) {
      asked.push(`${question.kind} ${question.address}`)
      return { ok: false, reason: 'Probes are switched off on this host (PORTOLAN_PROBE).' }
    },
  }))
  expect(asked).toEqual(['dns 127.0.0.11', `tcp ${answer.branches[0]?.address}`])
  expect(probes).toMatchObject({
    name: { result: null, notSent: 'Probes are switched off on this host (PORTOLAN_PROBE).' },
    branches: [{ result: null, predicted: answer.branches[0]?.verdict.says }],
  })
})

test('a name that the resolver does not know is asked of it all the same: there is no branch', async () => {
  const { answer, plans } = await planned({ to: 'nobody-is-called-so' })
  expect(answer.branches).toEqual([])
  expect(plans).toMatchObject({ name: { kind: 'send', question: { kind: 'dns', name: 'nobody-is-called-so' } } })
  expect((await planned({ to: '172.31.10.53' })).plans.name).toBeNull()
})
