import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAll } from '../../../collect/read-all.ts'
import { resolveHost } from '../../../collect/resolve-host.ts'
import { openRecordedSource } from '../../../host/open-recorded-source.ts'
import type { Topology } from '../../../model/topology.ts'
import { tracePath } from '../trace-path.ts'
import { type AllPairs, allPairs, type PairEnd } from './all-pairs.ts'
import { anyChange, type Change } from './altered.ts'
import { withRule } from './docker-rules.ts'
import { manyContainers } from './many-containers.ts'

const seen: Omit<Topology['statuses'][number], 'hostId'> = {
  ...{ agentVersion: '1', sight: 4, sightReason: null, drift: null, missedEvents: 0, oldest: null },
  engine: { state: 'recorded', since: 1, detail: '' },
  kernel: { state: 'recorded', detail: '' },
  ...{ recordedAt: null, recordingName: null, heard: null },
}

const nameOf = ({ hostId, containerIds: [id] }: PairEnd): string => (id ? `container:${id}` : `host:${hostId}`)

/** Every pair whose answer is not the trace's own. */
function differing(topology: Topology, pairs: AllPairs): string[] {
  const all = pairs.ends.flatMap((from, i) => pairs.ends.map((to, j) => ({ from, to, answers: pairs.between(i, j) })))
  return all.flatMap(({ from, to, answers }) =>
    answers.flatMap(({ protocol, port, outcome, code }) => {
      const trace = tracePath(topology, { from: nameOf(from), to: nameOf(to), protocol, port, size: null })
      if ('kind' in trace) return [`${trace.code}: ${trace.says}`]
      const { verdict } = trace
      if (verdict.outcome === outcome && verdict.code === code) return []
      return [`${nameOf(from)} to ${nameOf(to)} ${protocol} ${port}: ${outcome} ${code}, but ${verdict.says}`]
    }),
  )
}

const answersOf = (pairs: AllPairs) => pairs.ends.map((_, from) => pairs.ends.map((__, to) => pairs.between(from, to)))

const altered = (topology: Topology, changes: readonly Change[]): Topology =>
  changes.reduce((before, change) => change(before), topology)

const generations = ['20.10', '28'] as const
const runs = Number(process.env.ALL_PAIRS_RUNS ?? 12)
const seed = Number(process.env.ALL_PAIRS_SEED ?? 5)

describe('all pairs', () => {
  test.each(generations)('are what each trace says, on rules of %s', (generation) => {
    const topology = manyContainers({ containers: 24, networks: 11, generation })
    expect(differing(topology, allPairs(topology))).toEqual([])
  })

  test(
    'are what each trace says after any changes, and asked again what they are asked anew',
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...generations),
          fc.array(anyChange, { maxLength: 4 }),
          fc.array(anyChange, { minLength: 1, maxLength: 2 }),
          (generation, first, then) => {
            const before = altered(manyContainers({ containers: 11, networks: 4, generation }), first)
            const pairs = allPairs(before)
            expect(differing(before, pairs)).toEqual([])
            const after = altered(before, then)
            const again = allPairs(after, pairs)
            expect(differing(after, again)).toEqual([])
            expect(answersOf(allPairs(after))).toEqual(answersOf(again))
          },
        ),
        { numRuns: runs, seed },
      )
    },
    10_000 * runs,
  )

  test('after one rule only what it touches is asked again', () => {
    const topology = manyContainers({ containers: 60, networks: 12, generation: '28' })
    const pairs = allPairs(topology)
    const after = {
      ...topology,
      firewalls: topology.firewalls.map((one, at) =>
        at === 0 ? withRule(one, 'DOCKER-USER', '-p tcp -m tcp --dport 5432 -j DROP') : one,
      ),
    }
    const again = allPairs(after, pairs)
    expect(again.asked).toBeLessThan(pairs.asked / 8)
    expect(answersOf(again)).toEqual(answersOf(allPairs(after)))
    expect(answersOf(again)).not.toEqual(answersOf(pairs))
  })
})

const host = '10.100.3.2/32'
const aboutOne = [
  { text: `-s ${host} -j DROP`, part: 3 },
  { text: `! -s ${host} -p tcp -m tcp --dport 5432 -j DROP`, part: 2 },
  { text: `-s ${host} -d 10.100.3.3/32 -p tcp -m tcp --dport 6379 -j REJECT --reject-with tcp-reset`, part: 20 },
]

test.each(aboutOne)('after $text the pairs that it cannot touch keep their answers', ({ text, part }) => {
  const topology = manyContainers({ containers: 48, networks: 8, generation: '28' })
  const withText = {
    ...topology,
    firewalls: topology.firewalls.map((one, at) => (at === 0 ? withRule(one, 'DOCKER-USER', text) : one)),
  }
  const pairs = allPairs(topology)
  const again = allPairs(withText, pairs)
  expect(again.asked).toBeLessThan(pairs.asked / part)
  expect(answersOf(again)).toEqual(answersOf(allPairs(withText)))
  expect(answersOf(allPairs(topology, again))).toEqual(answersOf(pairs))
})

const recordings = join(import.meta.dirname, '../../../collect/recordings')
const folders = [
  join(import.meta.dirname, '../../../../public/demo'),
  ...readdirSync(recordings).map((name) => join(recordings, name)),
]

test.each(folders)('all pairs of %s are what each trace says', async (folder) => {
  const source = await openRecordedSource(folder)
  const view = resolveHost(await readAll(source), source)
  await source.close()
  const topology = { ...view, statuses: view.hosts.map(({ id }) => ({ ...seen, hostId: id })) }
  expect(differing(topology, allPairs(topology))).toEqual([])
})
