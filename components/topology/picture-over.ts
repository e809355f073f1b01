import type { ReactNode } from 'react'
import type { Rect } from '../../lib/view/picture.ts'

/** What is singled out on a picture as long as nothing is pointed at, what is drawn over it, and what of it to begin with. */
export type PictureOver = { lit: ReadonlySet<string>; drawing: ReactNode; rect: Rect | null }
