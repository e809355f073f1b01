import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import type { Picture } from '../../lib/view/picture.ts'
import { bringIntoSight } from './bring-into-sight.ts'
import { isOfSubject } from './is-of-subject.ts'
import type { PartNode } from './part-nodes.ts'
import { type ViewCentre, viewportAt } from './view-centre.ts'
import { openingView } from './whole-view.ts'

type Props = { picture: Picture; selected: string | null; at: ViewCentre | null; moved: { readonly current: boolean } }

/** Until the person moves the view, it is the one that the link names or the opening view, also when its place gets larger or smaller; what is selected stays in sight. */
export function AutoFit({ picture, selected, at, moved }: Props) {
  const canvas = useReactFlow<PartNode>()
  const store = useStoreApi()
  const size = useStore(({ width, height }) => `${width}x${height}`)
  const latest = useRef({ picture, selected, at })
  latest.current = { picture, selected, at }
  useEffect(() => {
    const { width, height } = store.getState()
    if (size === '0x0') return
    const { picture, selected, at } = latest.current
    const place = { width, height }
    if (!moved.current) void canvas.setViewport(at ? viewportAt(at, place) : openingView(picture, place))
    const box = [...picture.cards, ...picture.bars].find((one) => isOfSubject(one, selected))
    if (box) bringIntoSight(canvas, box, { width, height })
  }, [size, moved, canvas, store])
  return null
}
