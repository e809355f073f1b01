import Keyboard from 'lucide-react/icons/keyboard'
import Share2 from 'lucide-react/icons/share-2'
import type { TopologyNow } from '../../lib/api/use-topology.ts'
import { DriftBadge } from '../shell/DriftBadge.tsx'
import { LookingAt } from '../shell/LookingAt.tsx'
import { ThemeSwitch } from '../shell/ThemeSwitch.tsx'
import { IconButton } from '../ui/IconButton.tsx'

type Props = {
  now: TopologyNow
  canShare: boolean
  onSelectHost: (hostId: string) => void
  onKeys: () => void
  onShare: () => void
}

/** Where we look, and what belongs to every page. */
export function PathBar({ now: { topology, link, statuses, agents }, canShare, onSelectHost, onKeys, onShare }: Props) {
  return (
    <header data-print="no" className="border-line border-b bg-panel">
      <div className="flex h-13 items-center gap-3 px-4 max-sm:gap-1.5 max-sm:px-2">
        <h1 className="font-semibold text-base">Portolan</h1>
        <LookingAt topology={topology} link={link} statuses={statuses} agents={agents} onSelectHost={onSelectHost} />
        <span className="flex-1" />
        <DriftBadge statuses={statuses} />
        <div className="flex items-center gap-0.5">
          <IconButton label="Share this path" shortcut="e" onClick={onShare} disabled={!canShare}>
            <Share2 aria-hidden className="size-4" />
          </IconButton>
          <IconButton label="Keys" shortcut="?" onClick={onKeys} className="max-sm:hidden">
            <Keyboard aria-hidden className="size-4" />
          </IconButton>
          <ThemeSwitch />
        </div>
      </div>
    </header>
  )
}
