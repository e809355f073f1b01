import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordedView } from '../../agent/recorded-view.ts'
import type { ProbeReport } from '../../analyse/path/report-probe.ts'
import type { PathAnswer } from '../../analyse/path/trace.ts'
import { tracePath } from '../../analyse/path/trace-path.ts'
import { exitStatus } from './exit-status.ts'
import { printAnswer } from './print-answer.ts'

const demo = () => recordedView(join(import.meta.dirname, '../../../public/demo'))

async function answered(to: string, port: number) {
  const topology = await demo()
  const answer = tracePath(topology, { from: 'api', to, protocol: 'tcp', port, size: null })
  if ('kind' in answer) throw new Error(answer.says)
  return { topology, answer }
}

const believed = (answer: PathAnswer, outcome: 'answered' | 'timeout'): ProbeReport[] =>
  answer.branches.map(({ address, port }) => ({
    ...{ address, port, notSent: null, sentAt: 0, predicted: null },
    question: { kind: 'tcp', address, port: 1, sourceAddress: null, sourcePort: null, listenMs: 0, timeoutMs: 1 },
    result: { outcome, says: 'It did so.', by: null, code: null, ms: null, detail: null },
    comparison: { verdict: 'differ', believe: 'probe', says: 'Believe it.' },
  }))

test('the verdict is the first line; every hop, step and piece of evidence follows; plain, 80 columns', async () => {
  const { topology, answer } = await answered('db', 5432)
  const text = printAnswer(topology, answer, [], {})
  const flat = text.replace(/\s+/g, ' ')
  expect(text.split('\n')[0]).toBe(answer.verdict.says)
  const [branch] = answer.branches
  for (const hop of [...(branch?.there.hops ?? []), ...(branch?.back?.hops ?? [])]) {
    expect(flat).toContain(hop.packet)
    for (const { says, evidence } of hop.steps) {
      expect(flat).toContain(says)
      if (evidence) expect(flat).toContain(evidence.text)
    }
  }
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  expect(text).not.toContain('\u001b')
})

test('a terminal gets its width and its marks', async () => {
  const { topology, answer } = await answered('db', 5432)
  expect(printAnswer(topology, answer, [], { isTTY: true, columns: 60 })).toContain('\u001b[1m')
})

test('names of any kind turn nothing in a terminal', async () => {
  const { topology, answer } = await answered('db', 5432)
  const verdict = { ...answer.verdict, says: 'Delivered to \u001b[31mevil\u0007\u202e.' }
  const hostile = {
    ...topology,
    containers: topology.containers.map((one) => ({ ...one, name: `\u001b]0;${one.name}` })),
  }
  expect(printAnswer(hostile, { ...answer, verdict }, [], {}).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})

test('the exit status says how it ended, by the packet where that is to be believed', async () => {
  const { answer } = await answered('db', 5432)
  const refused = (await answered('db', 5433)).answer
  expect([exitStatus(answer, []), exitStatus(refused, [])]).toEqual([0, 1])
  expect(exitStatus(answer, believed(answer, 'timeout'))).toBe(1)
  expect(exitStatus(refused, believed(refused, 'answered'))).toBe(0)
  const unknown = { ...answer, verdict: { ...answer.verdict, outcome: 'unknown' as const } }
  expect(exitStatus(unknown, [])).toBe(3)
  expect(exitStatus(unknown, believed(unknown, 'answered'))).toBe(0)
})
