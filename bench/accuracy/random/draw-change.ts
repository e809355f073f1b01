import fc from 'fast-check'
import { drawLinkChange, drawNeighbour } from './draw-links.ts'
import { drawTable } from './draw-nft.ts'
import { drawPolicy, drawRoute } from './draw-routes.ts'
import { drawRule } from './draw-rules.ts'
import { drawKnob } from './draw-sysctls.ts'
import type { Change } from './random-ground.ts'

/** Half of what is done by hand is rules of iptables. */
export const drawChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: drawRule },
  { weight: 3, arbitrary: drawTable },
  { weight: 2, arbitrary: drawRoute },
  { weight: 1, arbitrary: drawPolicy },
  { weight: 2, arbitrary: drawKnob },
  { weight: 2, arbitrary: drawLinkChange },
  { weight: 1, arbitrary: drawNeighbour },
)
