import type { Plan } from './add-tier.ts'
import { barTextNeed } from './bar-parts.ts'
import { measures } from './measures.ts'
import type { Bar } from './picture.ts'
import { gatewayPart, routerBar } from './underlay-parts.ts'

/** The router below all hosts, where their routes tell of one between their wires; returns how far the picture reaches with it. */
export function addFoot(plan: Plan, top: number): { bottom: number; right: number } {
  const { parts, underlays, routed, rails, last } = plan
  const lines: { seed: (typeof underlays)[number]; bar: Bar; x: number }[] = []
  for (const seed of underlays) {
    const bar = last.get(seed.key)
    if (!bar || !routed.has(seed.key)) continue
    const taken = [...parts.uplinks, ...lines].map(({ x }) => x)
    lines.push({ seed, bar, x: rails.get(seed.key) ?? freeX(bar, taken) })
  }
  if (lines.length === 0) return { bottom: top, right: 0 }
  const xs = lines.map(({ x }) => x)
  const x = Math.min(...xs) - 20
  const need = barTextNeed('router', 'by the hosts’ routes') + 24
  const width = Math.max(Math.max(...xs) + 20 - x, need)
  const y = top + measures.underlayGap
  const router = routerBar(
    lines.map(({ seed }) => seed),
    { x, y, width, height: measures.barHeight },
  )
  parts.bars.push(router)
  parts.uplinks.push(...lines.map((line) => gatewayPart(line.bar, router, line.seed, line.x)))
  return { bottom: y + router.height, right: x + width }
}

/** The first place from the bar's right end that no other line is near. */
function freeX(bar: Bar, taken: readonly number[]): number {
  const places = Array.from({ length: Math.floor((bar.width - 40) / 8) }, (_, i) => bar.x + bar.width - 20 - i * 8)
  return places.find((x) => taken.every((one) => Math.abs(one - x) >= 6)) ?? bar.x + bar.width / 2
}
