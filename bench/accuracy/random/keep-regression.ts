import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Disagreement } from './find-disagreement.ts'

/**
 * Writes a disagreement where the tests of the trace read it: what the hosts told, the question, what the network did with it, and for
 * people what was done by hand.
 */
export function keepRegression(folder: string, name: string, { one, tried, ground }: Disagreement): void {
  const { from, to, protocol, port, size } = one.question
  const write = (file: string, value: unknown) =>
    writeFileSync(join(folder, name, file), `${JSON.stringify(value, null, 1)}\n`)
  mkdirSync(join(folder, name), { recursive: true })
  write('topology.json', tried.sight.topology)
  write('case.json', {
    about: tried.done.filter(({ refused }) => refused === null).map(({ where, command }) => `${where}: ${command}`),
    ground: { networks: ground.networks, macvlan: ground.macvlan, containers: ground.containers },
    question: { from: from.from, to, protocol, port, size },
    truth: one.truth,
  })
}
