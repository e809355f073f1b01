import type { Tunnel } from '../../lib/analyse/find-tunnels.ts'
import { Dot } from '../ui/Dot.tsx'

const words = {
  both: { text: 'both ends', tone: 'ok' },
  'one-sided': { text: 'one-sided', tone: 'bad' },
  unknown: { text: 'unknown', tone: 'idle' },
} as const

/** Whether both ends have entries for each other. */
export const TunnelState = ({ tunnel: { agreed, why } }: { tunnel: Tunnel }) => (
  <span className="inline-flex items-center gap-1.5 whitespace-nowrap font-sans" title={why}>
    <Dot tone={words[agreed].tone} />
    {words[agreed].text}
  </span>
)
