import { parseArgs } from 'node:util'
import { part } from './part.ts'

export type AccuracyOptions = {
  /** Names of scenarios and faults; empty means all. */
  only: string[]
  fault: string[]
  /** Comparisons for each fault, and without one. */
  most: number
  seed: number
  /** Seeds of grounds by chance, which then take the place of scenarios and faults; empty means none. */
  random: number[]
  report: string | null
  /** Folder into which what was asked without a fault is written, with what it was foretold from. */
  record: string | null
  keepLab: boolean
  /** The hosts hold the scenario already: it is not made anew, and the lab is kept. */
  keepScenario: boolean
  /** Where it is done: here, in the virtual machine with Debian's kernel, or by that machine itself, which is what the second comes to. */
  ground: 'own' | 'debian' | 'inside-debian'
}

/** The words after `npm run bench:accuracy --`; `--part` chooses what runs with all other tests. */
export function readAccuracyOptions(args: string[]): AccuracyOptions {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      fault: { type: 'string', multiple: true, default: [] },
      part: { type: 'boolean', default: false },
      most: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      random: { type: 'string' },
      report: { type: 'string' },
      record: { type: 'string' },
      'keep-lab': { type: 'boolean', default: false },
      'keep-scenario': { type: 'boolean', default: false },
      kernel: { type: 'string' },
      inside: { type: 'boolean', default: false },
    },
  })
  const whole = (name: string, text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is "${text}", but wants a number from 1`)
    return value
  }
  /** `--random 7,9` names seeds; `--random 3` wants so many, from `--seed` on. */
  const seedsOf = (text: string | undefined): number[] => {
    if (text === undefined) return []
    const numbers = text.split(',').map((each) => whole('random', each))
    if (text.includes(',')) return numbers
    return Array.from({ length: numbers[0] ?? 0 }, (_, index) => whole('seed', values.seed) + index)
  }
  const { kernel = 'own' } = values
  if (kernel !== 'own' && kernel !== 'debian') throw new Error(`--kernel is "${kernel}", but may be debian`)
  const keepScenario = values['keep-scenario']
  const shared = {
    ...{ report: values.report ?? null, record: values.record ?? null },
    ...{ keepLab: values['keep-lab'] || keepScenario, keepScenario },
    ground: values.inside && kernel === 'debian' ? 'inside-debian' : kernel,
  } as const
  if (values.part)
    return {
      ...{ only: [...part.scenarios], fault: [...part.faults], most: part.most, seed: part.seed, random: [] },
      ...shared,
    }
  return {
    only: values.only.flatMap((names) => names.split(',')),
    fault: values.fault.flatMap((names) => names.split(',')),
    most: whole('most', values.most),
    seed: whole('seed', values.seed),
    random: seedsOf(values.random),
    ...shared,
  }
}
