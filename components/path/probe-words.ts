import CircleCheck from 'lucide-react/icons/circle-check'
import CircleQuestion from 'lucide-react/icons/circle-question-mark'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { PathProbe } from '../../lib/api/path-contract.ts'

type Verdict = NonNullable<PathProbe['comparison']>['verdict']

/** How a real packet and the prediction stand to each other. */
export const probeWords: Record<Verdict, { icon: typeof CircleCheck; word: string; ink: string }> = {
  agree: { icon: CircleCheck, word: 'The packet agrees', ink: 'text-ok' },
  differ: { icon: TriangleAlert, word: 'The packet differs', ink: 'text-bad' },
  open: { icon: CircleQuestion, word: 'The packet neither agrees nor differs', ink: 'text-warn' },
}
