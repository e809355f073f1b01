import type { FitViewOptions } from '@xyflow/react'

/** The whole picture with a margin, and below it room for the tools; never larger than its own size. */
export const wholeView: FitViewOptions = {
  padding: { top: '12px', right: '16px', bottom: '52px', left: '16px' },
  maxZoom: 1.15,
}
