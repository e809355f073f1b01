import type { OverallSight } from './overall-sight.ts'
import { sightWords } from './sight-words.ts'

/** How much of everything is seen, and what keeps it from being more. */
export const SightLine = ({ sight }: { sight: OverallSight }) => (
  <p>
    Sight {sight.degree} of 4: {sightWords[sight.degree]}.
    {sight.reason === null ? null : <bdi className="block text-soft">{sight.reason}</bdi>}
  </p>
)
