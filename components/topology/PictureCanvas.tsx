import { ReactFlowProvider } from '@xyflow/react'
import { useState } from 'react'
import type { Canvas } from './canvas.ts'
import type { DrawnPicture } from './keep-parts.ts'
import { createLightStore, LightContext } from './light-store.ts'
import { PictureFlow } from './PictureFlow.tsx'
import type { PictureOver } from './picture-over.ts'
import { SetLight } from './SetLight.tsx'
import type { ViewCentre } from './view-centre.ts'
import { ZoomScope } from './ZoomScope.tsx'

type Props = {
  drawn: DrawnPicture
  selected: string | null
  /** The box that the keyboard is on. */
  active: string | null
  at: ViewCentre | null
  onAt: (at: ViewCentre | null) => void
  onSelect: (subject: string | null) => void
  showTunnels: boolean
  onTunnels: () => void
  onReady: (canvas: Canvas) => void
  over: PictureOver | null
}

/** The picture to look at and to point at. */
export function PictureCanvas(props: Props) {
  const { drawn, selected, active, at, showTunnels, onAt, onSelect, onTunnels, onReady, over } = props
  const [light] = useState(createLightStore)
  const [hovered, setHovered] = useState<string | null>(null)
  // A frame holds all that is in it: nothing is singled out while the keyboard is on one.
  const isFrame = drawn.picture.frames.some((frame) => frame.key === active)
  const pointed = hovered ?? (isFrame ? null : active)
  return (
    <LightContext value={light}>
      <ReactFlowProvider>
        <div data-lighting={pointed === null && over === null ? undefined : ''} className="absolute inset-0">
          <ZoomScope picture={drawn.picture}>
            <SetLight picture={drawn.picture} pointed={pointed} selected={selected} over={over?.lit ?? null} />
            <PictureFlow
              drawn={drawn}
              selected={selected}
              active={active}
              at={at}
              onAt={onAt}
              onHover={setHovered}
              onSelect={onSelect}
              showTunnels={showTunnels}
              onTunnels={onTunnels}
              onReady={onReady}
              over={over}
            />
          </ZoomScope>
        </div>
      </ReactFlowProvider>
    </LightContext>
  )
}
