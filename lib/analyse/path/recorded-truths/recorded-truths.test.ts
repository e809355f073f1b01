import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { judge } from '../../../../bench/accuracy/judge.ts'
import { RecordedQuestion, RecordedTruth } from '../../../../bench/accuracy/recorded-case.ts'
import { Topology } from '../../../model/topology.ts'
import { tracePath } from '../trace-path.ts'

const folder = join(import.meta.dirname, 'recordings')

const Truths = z.array(RecordedQuestion.extend({ truth: RecordedTruth }))

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'))

/** Real packets on a kernel that the machine of the tests may not have, with all that the hosts told at that moment. */
describe.each(readdirSync(folder))('what the kernel did on %s', (name) => {
  const topology = Topology.parse(read(name, 'topology.json'))
  const truths = Truths.parse(read(name, 'truths.json'))

  test('is what the trace foretells, for every question asked', () => {
    const differ = truths.flatMap(({ truth, ...question }) => {
      const answer = tracePath(topology, question)
      const { kind, why } = judge(answer, truth, topology, [])
      if (kind === 'agreed') return []
      const foretold = 'kind' in answer ? answer.says : answer.verdict.says
      return [`${kind} (${why}) ${JSON.stringify(question)}: ${foretold} The network: ${truth.outcome}, ${truth.says}`]
    })
    expect(differ).toEqual([])
    expect(truths.length).toBeGreaterThan(50)
  })

  test('holds ways that are open and ways that are not', () => {
    const open = truths.filter(({ truth }) => truth.outcome === 'answered').length
    expect(open).toBeGreaterThan(10)
    expect(truths.length - open).toBeGreaterThan(10)
  })
})
