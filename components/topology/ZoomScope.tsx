import { useStore, useStoreApi } from '@xyflow/react'
import { type ReactNode, useEffect, useRef } from 'react'
import { DetailLevelContext, detailLevelAt } from './detail-level.ts'

/** Tells what is inside how near it is seen: a level for what is drawn, and `--pn-zoom` for letters that keep their size. */
export function ZoomScope({ children }: { children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null)
  const store = useStoreApi()
  const level = useStore((state) => detailLevelAt(state.transform[2]))
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
