import type { ReactNode } from 'react'
import { CutText } from '../ui/CutText.tsx'

type Props = { path: string[]; name: string; children?: ReactNode }

/** Where the record stands, its name, and its state. */
export function PanelHead({ path, name, children }: Props) {
  return (
    <div className="min-w-0">
      <p className="mono wrap-anywhere text-soft">
        {path.map((part, index) => (
          <span key={part}>
            {index > 0 ? ' · ' : ''}
            <CutText text={part} />
          </span>
        ))}
      </p>
      <h2 className="wrap-anywhere font-semibold text-base">
        <CutText text={name} max={160} />
      </h2>
      {children ? <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">{children}</div> : null}
    </div>
  )
}
