import fc from 'fast-check'
import { describeQuestion, type Question } from '../question.ts'
import type { Compared } from '../run-step.ts'
import { sampleQuestions } from '../sample-questions.ts'
import { drawGround } from './draw-ground.ts'
import type { RandomGround } from './random-ground.ts'
import { type Tried, tryGround } from './try-ground.ts'

/** A ground on which the answers to one question differ. */
export type Disagreement = { ground: RandomGround; one: Compared; tried: Tried }

type Options = {
  /** Questions after each part of the changes. */
  most: number
  /** How long smaller grounds are tried. */
  shrinkMs: number
  /** Each part of the seed's own ground. */
  take: (tried: Tried) => void
  print: (line: string) => void
}

/** Makes the ground of a seed and asks everything; where the answers differ, smaller grounds are tried until the time is over. */
export async function findDisagreement(seed: number, options: Options): Promise<Disagreement | null> {
  const found: Disagreement[] = []
  let deadline = Number.POSITIVE_INFINITY

  /** The ground of the seed: everything is asked. */
  async function tryFirst(ground: RandomGround): Promise<void> {
    const choose = (questions: readonly Question[]) => sampleQuestions(questions, options.most, seed, undefined)
    await tryGround(ground, choose, (tried) => {
      options.take(tried)
      const one = tried.compared.find(isWrong)
      if (one && found.length === 0) found.push({ ground, one, tried })
    })
    const first = found.pop()
    if (!first) return
    // Asked alone, no other question has taught anybody a neighbour.
    await trySmaller(ground, first)
    if (found.length === 0) options.print('  asked alone, the answers no longer differ')
    deadline = performance.now() + options.shrinkMs
  }

  /** A smaller one: only the question whose answers differed. */
  async function trySmaller(ground: RandomGround, { one: { question } }: Disagreement): Promise<void> {
    const wanted = describeQuestion(question)
    const choose = (questions: readonly Question[]) => questions.filter((each) => describeQuestion(each) === wanted)
    await tryGround(ground, choose, (tried) => {
      const one = tried.compared.find(isWrong)
      if (one) found.push({ ground, one, tried })
    })
  }

  const property = fc.asyncProperty(drawGround, async (ground) => {
    const smallest = found.at(-1)
    if (performance.now() > deadline) return true
    const before = found.length
    if (smallest === undefined) await tryFirst(ground)
    else {
      try {
        await trySmaller(ground, smallest)
      } catch (error) {
        options.print(`  a smaller ground could not be tried: ${error instanceof Error ? error.message : error}`)
      }
    }
    return found.length === before
  })
  const { errorInstance } = await fc.check(property, { seed, numRuns: 1 })
  if (found.length === 0 && errorInstance) throw errorInstance
  return found.at(-1) ?? null
}

const isWrong = ({ judgement }: Compared): boolean => judgement.kind === 'wrong'
