import Ban from 'lucide-react/icons/ban'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleQuestion from 'lucide-react/icons/circle-question-mark'
import CircleX from 'lucide-react/icons/circle-x'
import DoorClosed from 'lucide-react/icons/door-closed'
import OctagonX from 'lucide-react/icons/octagon-x'
import Repeat from 'lucide-react/icons/repeat'
import Ruler from 'lucide-react/icons/ruler'
import Signpost from 'lucide-react/icons/signpost'
import Tag from 'lucide-react/icons/tag'
import Unplug from 'lucide-react/icons/unplug'
import type { ComponentType } from 'react'
import type { Outcome } from '../../lib/analyse/path/trace.ts'

type Icon = ComponentType<{ className?: string; 'aria-hidden'?: boolean }>

/** A shape of its own for each way to end. */
export const outcomeIcons: Record<Outcome, Icon> = {
  delivered: CircleCheck,
  refused: DoorClosed,
  dropped: OctagonX,
  rejected: Ban,
  'no-route': Signpost,
  'no-neighbour': Unplug,
  'not-forwarded': CircleX,
  'name-not-found': Tag,
  loop: Repeat,
  'too-big': Ruler,
  unknown: CircleQuestion,
}

export const toneInk = { ok: 'text-ok', warn: 'text-warn', bad: 'text-bad' } as const
export const toneEdge = { ok: 'border-l-ok', warn: 'border-l-warn', bad: 'border-l-bad' } as const
export const toneFill = { ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' } as const
