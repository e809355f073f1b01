import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { ViewState } from '../../lib/view/picture.ts'
import { bringIntoSight } from './bring-into-sight.ts'
import type { Canvas } from './canvas.ts'
import { isOfSubject } from './is-of-subject.ts'
import type { DrawnPicture } from './keep-parts.ts'
import { motionMs } from './motion.ts'
import { PictureCanvas } from './PictureCanvas.tsx'
import { PictureTree } from './PictureTree.tsx'
import type { PictureOver } from './picture-over.ts'
import { subjectRect } from './subject-rect.ts'
import { centreOf, type ViewCentre } from './view-centre.ts'
import { rectView, wholeView } from './whole-view.ts'

export type PictureStageHandle = {
  showSubject(subject: string | null): void
  fit(): void
  zoom(direction: 1 | -1): void
}

type Props = {
  drawn: DrawnPicture
  view: ViewState
  /** Where a person has moved the picture to, as the link says it. */
  at: ViewCentre | null
  onAt: (at: ViewCentre | null) => void
  ref: Ref<PictureStageHandle>
  onView: (view: ViewState) => void
  onSelect: (subject: string | null) => void
  over?: PictureOver | null
}

/** The picture with its two ways in: the canvas for the eye and the pointer, the tree for the keyboard and the ear. */
export function PictureStage({ drawn, view, at, ref, onAt, onView, onSelect, over = null }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const [canvas, setCanvas] = useState<Canvas | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const { picture } = drawn
  const latest = useRef([...picture.cards, ...picture.bars])
  latest.current = [...picture.cards, ...picture.bars]
  const open = useCallback(
    (subject: string | null) => {
      const fold = picture.folds.find((one) => one.subject === subject)
      if (fold) onView(unfolded(view, fold.reveal))
      else onSelect(subject)
    },
    [picture, view, onView, onSelect],
  )
  const toggleTunnels = useCallback(() => onView({ ...view, showTunnels: !view.showTunnels }), [view, onView])
  const goTo = useCallback(
    (key: string | null) => {
      setActive(key)
      const box = [...picture.cards, ...picture.bars, ...picture.frames].find((one) => one.key === key)
      if (canvas && box && root.current) bringIntoSight(canvas, box, sizeOf(root.current))
    },
    [canvas, picture],
  )
  useEffect(() => {
    const box = latest.current.find((one) => isOfSubject(one, view.selected))
    if (canvas && box && root.current) bringIntoSight(canvas, box, sizeOf(root.current))
  }, [canvas, view.selected])
  useImperativeHandle(
    ref,
    () => ({
      showSubject(subject) {
        const rect = subject === null ? null : subjectRect(picture, subject)
        if (rect) canvas?.fitBounds(rect, { padding: 0.15, duration: motionMs() })
      },
      fit() {
        const place = root.current
        if (!place) return
        const whole = over?.rect ? rectView(over.rect, picture, sizeOf(place)) : wholeView(picture, sizeOf(place))
        void canvas?.setViewport(whole, { duration: motionMs() })
        onAt(null)
      },
      async zoom(direction) {
        await (direction === 1 ? canvas?.zoomIn() : canvas?.zoomOut())
        if (canvas && root.current) onAt(centreOf(canvas.getViewport(), sizeOf(root.current)))
      },
    }),
    [canvas, picture, over, onAt],
  )
  return (
    <div ref={root} className="absolute inset-0">
      <PictureCanvas
        drawn={drawn}
        selected={view.selected}
        active={active}
        at={at}
        onAt={onAt}
        onSelect={open}
        showTunnels={view.showTunnels}
        onTunnels={toggleTunnels}
        onReady={setCanvas}
        over={over}
      />
      <PictureTree picture={picture} selected={view.selected} active={active} onActive={goTo} onOpen={open} />
    </div>
  )
}

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement) => ({ width: clientWidth, height: clientHeight })

/** The view with what a fold hides. */
function unfolded(view: ViewState, reveal: 'idle' | 'system' | 'stopped' | 'group'): ViewState {
  switch (reveal) {
    case 'idle':
      return { ...view, showIdle: true }
    case 'system':
      return { ...view, showSystem: true }
    case 'stopped':
      return { ...view, showStopped: true }
    case 'group':
      return { ...view, group: 'none' }
    default:
      return reveal satisfies never
  }
}
