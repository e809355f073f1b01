import type { Evidence } from '../trace.ts'

/** Why it could not be told which way it goes. */
export type Doubt = { readonly says: string; readonly evidence: Evidence }

/** Ways taken where it cannot be told which: the first ones as they were settled before, all later ones `false`. */
export type Choices = { readonly settled: readonly boolean[]; readonly doubts: Doubt[] }

/** Whether the doubtful thing is taken to be so, in this run. */
export function choose(choices: Choices, doubt: Doubt): boolean {
  const taken = choices.settled[choices.doubts.length] ?? false
  choices.doubts.push(doubt)
  return taken
}
