import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordedView } from '../../agent/recorded-view.ts'
import type { ProbeResult } from '../../model/probe.ts'
import { planNameProbe, reportNameProbe } from './probe-name.ts'
import { tracePath } from './trace-path.ts'

async function asked(to: string) {
  const topology = await recordedView(join(import.meta.dirname, '../../../public/demo'))
  const answer = tracePath(topology, { from: 'api', to, protocol: 'tcp', port: 5432, size: null })
  if ('kind' in answer) throw new Error(answer.says)
  return { answer, plan: planNameProbe(topology, answer) }
}

const said = (detail: string | null, code: string | null = null): ProbeResult => ({
  ...{ outcome: 'answered', says: '', by: '127.0.0.11', ms: 1, detail, code },
})

test('the resolver of the very namespace is asked, and its word set beside the prediction', async () => {
  const { answer, plan } = await asked('database')
  expect(plan).toMatchObject({ kind: 'send', question: { kind: 'dns', address: '127.0.0.11', name: 'database' } })
  if (!plan) throw new Error('no name was asked for')
  const addresses = answer.branches.map(({ address }) => address).join(' ')
  const compare = (result: ProbeResult) => reportNameProbe(answer, plan, { result, reason: null, at: 0 }).comparison
  expect(compare(said(addresses))).toMatchObject({ verdict: 'agree' })
  expect(compare(said('10.0.0.9'))).toMatchObject({ verdict: 'differ', believe: 'probe' })
  expect(compare(said(null, 'NXDOMAIN'))).toMatchObject({ verdict: 'differ', believe: 'probe' })
})

test('no resolver is asked for an address', async () => {
  expect((await asked('172.31.10.53')).plan).toBeNull()
})
