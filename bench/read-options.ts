import { parseArgs } from 'node:util'

export type BenchOptions = {
  /** Names of groups; empty means all. */
  only: string[]
  /** How old the agent is when its memory is read. */
  minutes: number
  /** Uses the lab as it is, where it is up, and leaves it up. */
  keepLab: boolean
}

/** The words after `npm run bench:speed --`. */
export function readOptions(args: string[], groups: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      minutes: { type: 'string', default: '10' },
      'keep-lab': { type: 'boolean', default: false },
    },
  })
  const only = values.only.flatMap((names) => names.split(','))
  const unknown = only.find((name) => !groups.includes(name))
  if (unknown !== undefined) throw new Error(`"${unknown}" is no group of figures; there are ${groups.join(', ')}`)
  const minutes = Number(values.minutes)
  if (!(minutes >= 0 && minutes <= 600)) throw new Error(`--minutes is "${values.minutes}", but goes from 0 to 600`)
  return { only, minutes, keepLab: values['keep-lab'] }
}
