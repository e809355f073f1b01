import { type RefObject, useEffect } from 'react'

const glowMs = 150
/** A part that comes into sight later than this after its change does not glow any more. */
const youngMs = 400

/** Lets an element glow once after a change, unless the person asked for no motion. */
export function useGlow(ref: RefObject<Element | null>, changedAt: number | undefined): void {
  useEffect(() => {
    if (changedAt === undefined || performance.now() - changedAt > youngMs) return
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const from = { filter: 'drop-shadow(0 0 6px var(--pn-sel)) brightness(1.15)' }
    const glow = ref.current?.animate([from, { filter: 'none' }], { duration: glowMs, easing: 'ease-out' })
    return () => glow?.cancel()
  }, [ref, changedAt])
}
