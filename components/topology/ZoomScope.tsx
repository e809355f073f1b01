import { useStore, useStoreApi } from '@xyflow/react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Picture } from '../../lib/view/picture.ts'
import { levelSteps } from './crowd.ts'
import { DetailLevelContext, detailLevelAt } from './detail-level.ts'

/** Tells what is inside how near it is seen: a level for what is drawn, and `--pn-zoom` for letters that keep their size. */
export function ZoomScope({ picture, children }: { picture: Picture; children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null)
  const store = useStoreApi()
  const level = useStore(({ transform, width, height }) =>
    detailLevelAt(transform[2], levelSteps(picture, { width, height })),
  )
  useEffect(() => {
    const write = () => root.current?.style.setProperty('--pn-zoom', String(store.getState().transform[2]))
    write()
    return store.subscribe((state, before) => {
      if (state.transform[2] !== before.transform[2]) write()
    })
  }, [store])
  return (
    <div ref={root} data-level={level} className="absolute inset-0">
      <DetailLevelContext value={level}>{children}</DetailLevelContext>
    </div>
  )
}
