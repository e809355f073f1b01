import CircleCheck from 'lucide-react/icons/circle-check'
import CircleQuestion from 'lucide-react/icons/circle-question-mark'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { Stand } from '../../lib/analyse/path/stand-now.ts'

/** How a real packet and the prediction stand to each other; `changed`: the prediction is another than when it was sent. */
export const probeWords = {
  agree: { icon: CircleCheck, word: 'agrees', ink: 'text-ok' },
  differ: { icon: TriangleAlert, word: 'differs', ink: 'text-bad' },
  open: { icon: CircleQuestion, word: 'neither agrees nor differs', ink: 'text-warn' },
  changed: { icon: CircleQuestion, word: 'was sent before the prediction changed', ink: 'text-warn' },
} as const satisfies Record<Stand['stand'], object>
