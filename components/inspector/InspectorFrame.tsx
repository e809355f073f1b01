import Maximize2 from 'lucide-react/icons/maximize-2'
import Minimize2 from 'lucide-react/icons/minimize-2'
import PanelRight from 'lucide-react/icons/panel-right'
import Pin from 'lucide-react/icons/pin'
import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { useResize } from '../ui/use-resize.ts'

export type PanelSize = 'side' | 'wide' | 'page'
type Props = {
  panel: PanelSize
  /** Stays with its record while others are selected. */
  pinned: boolean
  onPanel: (panel: PanelSize) => void
  onPin: () => void
  onClose: () => void
  children: ReactNode
}

const widths = {
  side: 'sm:w-(--panel-width)',
  wide: 'sm:w-[min(60rem,65vw)]',
  page: 'sm:flex-1',
}

/** Beside the picture, wide, or a page of its own; a sheet from below where the screen is narrow. */
export function InspectorFrame({ panel, pinned, onPanel, onPin, onClose, children }: Props) {
  const { root, handle } = useResize({ name: '--panel-width', start: 412, least: 300, most: 900 })
  return (
    <aside
      ref={root}
      aria-label="Inspector"
      className={`relative flex min-h-0 flex-col border-line bg-panel max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-30 max-sm:rounded-t-xl max-sm:border-t max-sm:shadow-float sm:border-l ${panel === 'side' ? 'max-sm:h-[62dvh]' : 'max-sm:h-[92dvh]'} ${widths[panel]}`}
    >
      {panel === 'side' ? (
        <hr
          {...handle}
          aria-label="Width of the inspector"
          className="absolute inset-y-0 -left-1 z-10 m-0 h-full w-2 cursor-col-resize border-0 hover:bg-sel/30 max-sm:hidden"
        />
      ) : null}
      <div data-print="no" className="flex items-center justify-end gap-0.5 px-2 pt-2">
        <IconButton label="Pin to this record" aria-pressed={pinned} onClick={onPin}>
          <Pin aria-hidden className="size-4" />
        </IconButton>
        {panel === 'side' ? (
          <IconButton label="Widen" onClick={() => onPanel('wide')}>
            <PanelRight aria-hidden className="size-4" />
          </IconButton>
        ) : null}
        <IconButton
          label={panel === 'page' ? 'Back beside the picture' : 'Open as a page'}
          onClick={() => onPanel(panel === 'page' ? 'side' : 'page')}
        >
          {panel === 'page' ? (
            <Minimize2 aria-hidden className="size-4" />
          ) : (
            <Maximize2 aria-hidden className="size-4" />
          )}
        </IconButton>
        {panel === 'wide' ? (
          <IconButton label="Narrow" onClick={() => onPanel('side')}>
            <Minimize2 aria-hidden className="size-4" />
          </IconButton>
        ) : null}
        <IconButton label="Close the inspector" shortcut="Escape" onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-4 pb-6">
        <div className={panel === 'page' ? 'mx-auto max-w-5xl' : ''}>{children}</div>
      </div>
    </aside>
  )
}
