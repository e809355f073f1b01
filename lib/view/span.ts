/** A stretch from left to right. */
export type Span = { x1: number; x2: number }
