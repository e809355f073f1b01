import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Picture, Rect } from '../../lib/view/picture.ts'
import { bringIntoSight } from './bring-into-sight.ts'
import { isOfSubject } from './is-of-subject.ts'
import type { PartNode } from './part-nodes.ts'
import { type ViewCentre, viewportAt } from './view-centre.ts'
import { openingView, rectView } from './whole-view.ts'

type Props = {
  picture: Picture
  selected: string | null
  at: ViewCentre | null
  /** What to begin with instead of the whole; another one is gone to, wherever the person is. */
  rect: Rect | null
  moved: { current: boolean }
}

/** Until the person moves the view, it is the one that the link names or the opening view, also when its place gets larger or smaller; what is selected stays in sight. */
export function AutoFit({ picture, selected, at, rect, moved }: Props) {
  const canvas = useReactFlow<PartNode>()
  const store = useStoreApi()
  const size = useStore(({ width, height }) => `${width}x${height}`)
  const shown = rect && [rect.x, rect.y, rect.width, rect.height].join()
  const before = useRef(shown)
  const latest = useRef({ picture, selected, at, rect })
  latest.current = { picture, selected, at, rect }
  useEffect(() => {
    const { width, height } = store.getState()
    if (size === '0x0') return
    const { picture, selected, at, rect } = latest.current
    const place = { width, height }
    if (shown !== before.current) moved.current = false
    before.current = shown
    const opening = rect ? rectView(rect, picture, place) : openingView(picture, place)
    if (!moved.current) void canvas.setViewport(at ? viewportAt(at, place) : opening)
    const box = [...picture.cards, ...picture.bars].find((one) => isOfSubject(one, selected))
    if (box) bringIntoSight(canvas, box, { width, height })
  }, [size, shown, moved, canvas, store])
  return null
}
