import Keyboard from 'lucide-react/icons/keyboard'
import Share2 from 'lucide-react/icons/share-2'
import type { ReactNode } from 'react'
import type { AgentState, LinkState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { DriftBadge } from './DriftBadge.tsx'
import { LookingAt } from './LookingAt.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'

type Props = {
  topology: Topology | null
  link: LinkState
  statuses: HostStatus[]
  agents: AgentState[]
  /** What is shared here, e.g. `Share this view`. */
  shareLabel: string
  canShare: boolean
  onSelectHost: (hostId: string) => void
  onKeys: () => void
  onShare: () => void
  /** What this page alone has in its bar. */
  children?: ReactNode
  /** A line below the bar. */
  below?: ReactNode
}

/** Where we look, and what belongs to every page. */
export function PageBar(props: Props) {
  const { topology, link, statuses, agents, shareLabel, canShare, onSelectHost, onKeys, onShare, children, below } =
    props
  return (
    <header data-print="no" className="border-line border-b bg-panel">
      <div className="flex h-13 items-center gap-3 px-4 max-sm:gap-1.5 max-sm:px-2">
        <h1 className="font-semibold text-base">Portolan</h1>
        <LookingAt topology={topology} link={link} statuses={statuses} agents={agents} onSelectHost={onSelectHost} />
        {children}
        <span className={`flex-1 ${children ? 'max-sm:hidden' : ''}`} />
        <DriftBadge statuses={statuses} />
        <div className="flex items-center gap-0.5">
          <IconButton label={shareLabel} shortcut="e" onClick={onShare} disabled={!canShare}>
            <Share2 aria-hidden className="size-4" />
          </IconButton>
          <IconButton label="Keys" shortcut="?" onClick={onKeys} className="max-sm:hidden">
            <Keyboard aria-hidden className="size-4" />
          </IconButton>
          <ThemeSwitch />
        </div>
      </div>
      {below}
    </header>
  )
}
