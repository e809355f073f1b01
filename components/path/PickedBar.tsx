import X from 'lucide-react/icons/x'
import { inertText } from '../../lib/view/inert-text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'

type Props = {
  /** What was clicked, as a question names it; null for what is no one end. */
  text: string | null
  onEnd: (end: 'from' | 'to') => void
  onInspect: () => void
  onClose: () => void
}

/** What can be done with a thing on the picture that was clicked while a question is answered. */
export function PickedBar({ text, onEnd, onInspect, onClose }: Props) {
  return (
    <div
      className="pointer-events-none absolute inset-x-0 bottom-3 z-20 flex justify-center px-3 max-sm:bottom-14"
      data-print="no"
    >
      <fieldset
        aria-label="What was clicked"
        className="pointer-events-auto flex max-w-full flex-wrap items-center gap-1.5 rounded-lg border border-line bg-panel p-1.5 pl-3 shadow-float"
      >
        {text === null ? null : (
          <>
            <strong className="wrap-anywhere">{inertText(text)}</strong>
            <Button onClick={() => onEnd('from')}>From here</Button>
            <Button onClick={() => onEnd('to')}>To here</Button>
          </>
        )}
        <Button onClick={onInspect}>Inspect</Button>
        <IconButton label="Close" shortcut="Escape" onClick={onClose}>
          <X aria-hidden className="size-3.5" />
        </IconButton>
      </fieldset>
    </div>
  )
}
