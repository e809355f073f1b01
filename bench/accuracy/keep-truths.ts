import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Compared, Sight } from './run-step.ts'

/** Writes what was asked and what the network did, beside what all hosts told, for the tests of the trace; what nobody could foretell is left out. */
export function keepTruths(folder: string, name: string, compared: readonly Compared[], { topology }: Sight): void {
  const truths = compared
    .filter(({ judgement, moved }) => judgement.kind !== 'unknown' && judgement.kind !== 'class' && !moved)
    .map(({ question: { from, to, protocol, port, size }, answer, truth }) => ({
      ...{ from: 'kind' in answer ? from.from : answer.question.from, to, protocol, port, size },
      truth,
    }))
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'topology.json'), `${JSON.stringify(topology)}\n`)
  writeFileSync(join(folder, name, 'truths.json'), `[\n${truths.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`)
}
