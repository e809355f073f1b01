import { useMemo, useRef } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import type { Picture, ViewState } from '../../lib/view/picture.ts'
import { planPicture } from '../../lib/view/plan-picture.ts'
import { useStable } from '../ui/use-stable.ts'
import { type DrawnPicture, keepParts } from './keep-parts.ts'

const hasTunnels = /^(network|host|node|tunnel):/

/** The picture of this view, with every part that did not change the same object as before. */
export function useDrawnPicture(topology: Topology | null, view: ViewState): DrawnPicture | null {
  const before = useRef<{ topology: Topology; drawn: DrawnPicture } | null>(null)
  // A selection changes what is lit, not what is drawn; but for the tunnels of what may have some.
  const selected = view.selected !== null && hasTunnels.test(view.selected) ? view.selected : null
  const planned = useStable<ViewState>({ ...view, selected })
  return useMemo(() => {
    if (topology === null) return null
    const picture: Picture = planPicture(topology, planned)
    const at = before.current && before.current.topology !== topology ? performance.now() : null
    const drawn = keepParts(before.current?.drawn ?? null, picture, at)
    before.current = { topology, drawn }
    return drawn
  }, [topology, planned])
}
