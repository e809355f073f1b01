import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { judge } from '../../../../bench/accuracy/judge.ts'
import { RecordedQuestion, RecordedTruth } from '../../../../bench/accuracy/recorded-case.ts'
import { Topology } from '../../../model/topology.ts'
import { tracePath } from '../trace-path.ts'

const folder = join(import.meta.dirname, 'recordings')

const Case = z.object({ about: z.array(z.string()), question: RecordedQuestion, truth: RecordedTruth })

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'))

/** Set-ups that were foretold wrong once, with what the kernel did. */
describe('what a kernel did in a set-up by chance', () => {
  for (const name of readdirSync(folder)) {
    const { about, question, truth } = Case.parse(read(name, 'case.json'))
    const topology = Topology.parse(read(name, 'topology.json'))
    test(`${name}: ${about.join('; ') || 'as the engine makes it'}`, () => {
      const answer = tracePath(topology, question)
      const foretold = 'kind' in answer ? answer.says : answer.verdict.says
      const { kind, why } = judge(answer, truth, topology, [])
      expect({ kind, why }, `${foretold} The network: ${truth.outcome}, ${truth.says}`).toEqual({
        kind: 'agreed',
        why: '',
      })
    })
  }
})
