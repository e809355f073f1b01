import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordedView } from '../../agent/recorded-view.ts'
import { planProbe } from './plan-probe.ts'
import { reportProbe } from './report-probe.ts'
import { standNow } from './stand-now.ts'
import { tracePath } from './trace-path.ts'

/** The same question before and after a sysctl at its end is read to be another, and a packet that was sent before and heard nothing. */
async function beforeAndAfter() {
  const topology = await recordedView(join(import.meta.dirname, '../../../public/demo'))
  const deaf = {
    ...topology,
    namespaces: topology.namespaces.map((one) => ({
      ...one,
      sysctls: { ...one.sysctls, 'net.ipv4.icmp_echo_ignore_all': '1' },
    })),
  }
  const ask = (of: typeof topology) => {
    const answer = tracePath(of, { from: 'api', to: 'db', protocol: 'icmp', port: null, size: null })
    if ('kind' in answer) throw new Error(answer.says)
    const [branch] = answer.branches
    if (!branch) throw new Error('db has no address')
    return { answer, branch }
  }
  const before = ask(topology)
  const silence = { outcome: 'timeout' as const, says: '', by: null, code: null, ms: null, detail: null }
  const sent = { result: silence, reason: null, at: topology.readAt }
  const probe = reportProbe(before.answer, before.branch, planProbe(topology, before.answer, before.branch), sent)
  return { before, after: ask(deaf), probe }
}

test('a packet keeps how it stood to the prediction that it was sent beside', async () => {
  const { before, probe } = await beforeAndAfter()
  expect(standNow(before.answer, before.branch, probe)).toEqual({
    stand: 'differ',
    says: probe.comparison?.says,
  })
})

test('a prediction that has followed agrees, and says that it did not; one that changed otherwise wants another packet', async () => {
  const { before, after, probe } = await beforeAndAfter()
  expect(standNow(after.answer, after.branch, probe)).toMatchObject({
    stand: 'agree',
    says: expect.stringContaining('followed'),
  })
  const sentAfter = { ...probe, predicted: after.branch.verdict.says }
  expect(standNow(before.answer, before.branch, sentAfter)).toMatchObject({ stand: 'changed' })
})
