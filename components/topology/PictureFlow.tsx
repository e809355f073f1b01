import { type NodeMouseHandler, ReactFlow, useStore, useStoreApi, ViewportPortal } from '@xyflow/react'
import { type MouseEvent, memo, useCallback, useMemo, useRef } from 'react'
import { AutoFit } from './AutoFit.tsx'
import { BoxNode } from './BoxNode.tsx'
import { CanvasTools } from './CanvasTools.tsx'
import type { Canvas } from './canvas.ts'
import { isCrowd } from './crowd.ts'
import { useDetailLevel } from './detail-level.ts'
import { FarBoxes } from './FarBoxes.tsx'
import { FrameHeads } from './FrameHeads.tsx'
import type { DrawnPicture } from './keep-parts.ts'
import { type BoxPart, type PartNode, partNodes } from './part-nodes.ts'
import type { PictureOver } from './picture-over.ts'
import { ReadableNamesContext, readableNames, zoomStep } from './readable-names.ts'
import { centreOf, type ViewCentre } from './view-centre.ts'
import { WireEnds, WireLines } from './Wires.tsx'

type Props = {
  drawn: DrawnPicture
  selected: string | null
  active: string | null
  at: ViewCentre | null
  onAt: (at: ViewCentre | null) => void
  onHover: (key: string | null) => void
  onSelect: (subject: string | null) => void
  showTunnels: boolean
  onTunnels: () => void
  onReady: (canvas: Canvas) => void
  over: PictureOver | null
}

/** A picture of up to this many boxes is drawn whole, whatever of it is in sight. */
const drawnWhole = 80

const nodeTypes = { zone: BoxNode, frame: BoxNode, bar: BoxNode, card: BoxNode, fold: BoxNode }

/** React Flow as a table to lay the picture on: it pans, zooms and culls; places and lines are the picture's own. */
export const PictureFlow = memo(function PictureFlow({
  drawn,
  selected,
  active,
  at,
  onAt,
  onHover,
  onSelect,
  showTunnels,
  onTunnels,
  onReady,
  over,
}: Props) {
  const { picture } = drawn
  const store = useStoreApi()
  const moved = useRef(false)
  const known = useRef<ReadonlyMap<string, PartNode>>(new Map())
  const isAway = useDetailLevel() === 'away'
  const merged = useMemo(() => isAway && isCrowd(picture), [isAway, picture])
  const nodes = useMemo(() => {
    const all = partNodes(drawn, { selected, active }, known.current)
    known.current = new Map(all.map((node) => [node.id, node]))
    return merged ? all.filter(({ data }) => data.selected || data.active || standsAlone(data.part)) : all
  }, [drawn, selected, active, merged])
  const onNodeClick: NodeMouseHandler<PartNode> = useCallback(
    (_, { data: { part } }) => onSelect(part.kind === 'zone' ? null : part.subject),
    [onSelect],
  )
  const onNodeEnter: NodeMouseHandler<PartNode> = useCallback(
    (_, { id, data: { part } }) => onHover(part.kind === 'frame' || part.kind === 'zone' ? null : id),
    [onHover],
  )
  const onLeave = useCallback(() => onHover(null), [onHover])
  const onWireOver = useCallback(
    (event: MouseEvent) => {
      const key = wireKeyAt(event)
      if (key !== null) onHover(key)
    },
    [onHover],
  )
  const onWireClick = useCallback(
    (event: MouseEvent) => {
      const key = wireKeyAt(event)
      const wire = [...picture.drops, ...picture.uplinks].find((candidate) => candidate.key === key)
      if (wire) onSelect(wire.subject)
    },
    [picture, onSelect],
  )
  const step = useStore(({ transform }) => zoomStep(transform[2]))
  const names = useMemo(() => readableNames(picture, step), [picture, step])
  return (
    <ReadableNamesContext value={names}>
      <ReactFlow<PartNode>
        className={merged ? 'pn-crowd' : ''}
        nodes={nodes}
        nodeTypes={nodeTypes}
        onInit={onReady}
        onMove={(event) => {
          // Only a person's move comes with an event.
          if (event) moved.current = true
        }}
        onMoveEnd={(event, viewport) => {
          if (event) onAt(centreOf(viewport, store.getState()))
        }}
        onNodeClick={onNodeClick}
        onNodeMouseEnter={onNodeEnter}
        onNodeMouseLeave={onLeave}
        onPaneClick={() => onSelect(null)}
        onMouseOver={onWireOver}
        onMouseOut={(event) => {
          if (wireKeyAt(event) !== null) onHover(null)
        }}
        onClick={onWireClick}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements={nodes.length > drawnWhole}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomOnDoubleClick={false}
        minZoom={0.05}
        maxZoom={2.5}
      >
        <ViewportPortal>
          {merged ? <FarBoxes picture={picture} /> : null}
          <WireLines picture={picture} selected={selected} />
          <FrameHeads picture={picture} />
          <WireEnds picture={picture} selected={selected} />
          {over?.drawing}
        </ViewportPortal>
        <AutoFit picture={picture} selected={selected} at={at} rect={over?.rect ?? null} moved={moved} />
        <CanvasTools picture={picture} onAt={onAt} showTunnels={showTunnels} onTunnels={onTunnels} />
      </ReactFlow>
    </ReadableNamesContext>
  )
})

/** What is seen one by one even in a crowd: hosts and what spans them. */
const standsAlone = (part: BoxPart): boolean =>
  part.kind === 'frame' || part.kind === 'zone' || (part.kind === 'bar' && part.hostId === null)

function wireKeyAt(event: MouseEvent): string | null {
  const wire = event.target instanceof Element ? event.target.closest('[data-wire]') : null
  return wire?.getAttribute('data-wire') ?? null
}
