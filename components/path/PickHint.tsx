import X from 'lucide-react/icons/x'
import { inertText } from '../../lib/view/inert-text.ts'
import { IconButton } from '../ui/IconButton.tsx'

type Props = {
  picking: 'from' | 'to'
  /** The other end, where it is known. */
  from: string
  /** What was clicked and is no end; null where nothing was. */
  missed: string | null
  onStop: (() => void) | null
}

/** Says what the next click on the picture is for. */
export function PickHint({ picking, from, missed, onStop }: Props) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-3 z-20 flex justify-center px-3" data-print="no">
      <div
        role="status"
        className="pointer-events-auto flex max-w-full items-center gap-2 rounded-full border border-sel bg-panel py-1 pr-2 pl-4 shadow-float"
      >
        <span className="wrap-anywhere">
          {missed === null ? null : <span className="text-warn">{missed} is no one end. </span>}
          {picking === 'from' ? (
            'Click where the packet starts'
          ) : from === '' ? (
            'Click where it goes'
          ) : (
            <>
              From <strong>{inertText(from)}</strong>: click where it goes
            </>
          )}
          , or type it above.
        </span>
        {onStop === null ? null : (
          <IconButton label="Stop picking" shortcut="Escape" onClick={onStop}>
            <X aria-hidden className="size-3.5" />
          </IconButton>
        )}
      </div>
    </div>
  )
}
