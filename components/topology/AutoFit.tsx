import { useReactFlow, useStore } from '@xyflow/react'
import { useEffect } from 'react'
import { wholeView } from './whole-view.ts'

/** Until the person moves the view, the whole picture stays in sight when its place gets larger or smaller. */
export function AutoFit({ moved }: { moved: { readonly current: boolean } }) {
  const { fitView } = useReactFlow()
  const size = useStore(({ width, height }) => `${width}x${height}`)
  useEffect(() => {
    if (size !== '0x0' && !moved.current) void fitView(wholeView)
  }, [size, moved, fitView])
  return null
}
