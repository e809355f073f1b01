/** How long a move of the view that the person asked for takes; none for who wants no motion. */
export const motionMs = (): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150)
