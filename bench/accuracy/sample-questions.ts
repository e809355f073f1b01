import { SeededRandom } from '../../lib/analyse/seeded-random.ts'
import type { Fault } from './faults/fault.ts'
import type { Question } from './question.ts'

/** So many of them, those that the fault is about first, else by chance; the same for the same seed. */
export function sampleQuestions(
  questions: readonly Question[],
  most: number,
  seed: number,
  about: Fault['about'],
): Question[] {
  if (questions.length <= most) return [...questions]
  const shuffled = new SeededRandom(seed).shuffled(questions)
  const first = about ? shuffled.filter(about).slice(0, Math.ceil(most / 2)) : []
  const chosen = new Set(first)
  for (const question of shuffled) {
    if (chosen.size >= most) break
    chosen.add(question)
  }
  return [...chosen]
}
