import type { HostStatus } from '../../lib/model/status.ts'
import { formatAge } from '../ui/format-age.ts'

/** From this on, times that two hosts tell are not to be compared, and whoever reads logs side by side is misled. */
const mattersMs = 1_000

export type ClockWords = { text: string; matters: boolean }

/** How far a host's clock is from Portolan's; null where it was not measured. */
export function clockWords(heard: HostStatus['heard']): ClockWords | null {
  if (heard === null || heard.clockAheadMs === null || heard.clockUncertaintyMs === null) return null
  const { clockAheadMs, clockUncertaintyMs } = heard
  const away = Math.abs(clockAheadMs)
  const giveOrTake = `give or take ${formatSpan(clockUncertaintyMs)}`
  if (away <= clockUncertaintyMs) return { text: `agrees, ${giveOrTake}`, matters: false }
  const side = clockAheadMs > 0 ? 'ahead' : 'behind'
  return { text: `${formatSpan(away)} ${side}, ${giveOrTake}`, matters: away - clockUncertaintyMs > mattersMs }
}

/** `12 ms`, `1.5 s`, then as ages are told. */
function formatSpan(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`
  return formatAge(milliseconds)
}
