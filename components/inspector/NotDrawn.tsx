import type { Picture } from '../../lib/view/picture.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { isDrawn } from './is-drawn.ts'

type Props = { picture: Picture | null; subject: string; onShowAll: () => void }

/** Says that a record is known and not in the picture, and offers to draw everything. */
export function NotDrawn({ picture, subject, onShowAll }: Props) {
  if (picture === null || isDrawn(picture, subject)) return null
  return (
    <div className="mb-3">
      <Notice tone="info" title="Not in the picture">
        <p className="mb-1">A filter hides it, or it is folded away.</p>
        <Button onClick={onShowAll}>Show everything</Button>
      </Notice>
    </div>
  )
}
