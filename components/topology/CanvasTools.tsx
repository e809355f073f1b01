import { MiniMap, Panel, useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import Maximize from 'lucide-react/icons/maximize'
import Minus from 'lucide-react/icons/minus'
import Plus from 'lucide-react/icons/plus'
import Waypoints from 'lucide-react/icons/waypoints'
import type { Picture } from '../../lib/view/picture.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { isCrowd } from './crowd.ts'
import { MiniMapBox, MiniMapCrowdBox } from './MiniMapBox.tsx'
import { motionMs } from './motion.ts'
import { centreOf, type ViewCentre } from './view-centre.ts'
import { isBeyond, wholeView } from './whole-view.ts'

type Props = {
  picture: Picture
  onAt: (at: ViewCentre | null) => void
  showTunnels: boolean
  onTunnels: () => void
}

/** Zoom, fit, tunnels between several hosts, and a small map of the whole while not all of it is in sight. */
export function CanvasTools({ picture, onAt, showTunnels, onTunnels }: Props) {
  const flow = useReactFlow()
  const store = useStoreApi()
  const beyond = useStore(({ transform: [x, y, zoom], width, height }) =>
    isBeyond({ x, y, zoom }, picture, { width, height }),
  )
  const tellPlace = () => onAt(centreOf(flow.getViewport(), store.getState()))
  return (
    <>
      <Panel position="bottom-left" data-print="no" className="flex gap-2">
        <fieldset aria-label="Zoom" className="flex rounded-lg border border-line bg-panel p-0.5">
          <IconButton
            label="Zoom in"
            shortcut="+"
            onClick={() => flow.zoomIn({ duration: motionMs() }).then(tellPlace)}
          >
            <Plus aria-hidden className="size-4" />
          </IconButton>
          <IconButton
            label="Zoom out"
            shortcut="-"
            onClick={() => flow.zoomOut({ duration: motionMs() }).then(tellPlace)}
          >
            <Minus aria-hidden className="size-4" />
          </IconButton>
          <IconButton
            label="Fit the whole picture"
            shortcut="0"
            onClick={() => {
              void flow.setViewport(wholeView(picture, store.getState()), { duration: motionMs() })
              onAt(null)
            }}
          >
            <Maximize aria-hidden className="size-4" />
          </IconButton>
        </fieldset>
        {picture.frames.length > 1 ? (
          <div className="flex rounded-lg border border-line bg-panel p-0.5">
            <IconButton label="VXLAN tunnels between hosts" shortcut="v" aria-pressed={showTunnels} onClick={onTunnels}>
              <Waypoints aria-hidden className="size-4" />
            </IconButton>
          </div>
        ) : null}
      </Panel>
      {beyond ? (
        <MiniMap
          pannable
          zoomable
          ariaLabel="Map of the whole picture"
          nodeComponent={isCrowd(picture) ? MiniMapCrowdBox : MiniMapBox}
          className="max-sm:hidden"
          style={{ width: 148, height: 96 }}
        />
      ) : null}
    </>
  )
}
