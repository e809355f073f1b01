import Keyboard from 'lucide-react/icons/keyboard'
import Search from 'lucide-react/icons/search'
import Share2 from 'lucide-react/icons/share-2'
import type { AgentState, LinkState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import type { Picture, ViewState } from '../../lib/view/picture.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { DriftBadge } from './DriftBadge.tsx'
import { FilterChips } from './FilterChips.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import { filterChips } from './filter-chips.ts'
import { LookingAt } from './LookingAt.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'

type Props = {
  topology: Topology | null
  link: LinkState
  statuses: HostStatus[]
  agents: AgentState[]
  view: ViewState
  picture: Picture | null
  onView: (view: ViewState) => void
  onSelectHost: (hostId: string) => void
  onSearch: () => void
  onKeys: () => void
  onShare: () => void
}

export function TopBar(props: Props) {
  const { topology, link, statuses, agents, view, picture, onView, onSelectHost, onSearch, onKeys, onShare } = props
  const chips = filterChips(view, picture)
  return (
    <header data-print="no" className="border-line border-b bg-panel">
      <div className="flex h-13 items-center gap-3 px-4 max-sm:gap-1.5 max-sm:px-2">
        <h1 className="font-semibold text-base">Portolan</h1>
        <LookingAt topology={topology} link={link} statuses={statuses} agents={agents} onSelectHost={onSelectHost} />
        <button
          type="button"
          aria-keyshortcuts="/ Control+K"
          aria-label="Search"
          onClick={onSearch}
          className="flex min-h-8 min-w-0 max-w-80 flex-1 lg:min-w-44 items-center gap-2 rounded-md border border-line bg-card px-2.5 text-soft hover:border-soft pointer-coarse:min-h-11"
        >
          <Search aria-hidden className="size-3.5 shrink-0" />
          <span className="min-w-0 flex-1 truncate text-left">Search name, address, subnet, MAC, port, image</span>
          <kbd className="mono rounded border border-line px-1 max-sm:hidden">/</kbd>
        </button>
        {topology ? (
          <FilterMenu topology={topology} view={view} hidden={picture?.hidden ?? []} onChange={onView} />
        ) : null}
        <FilterChips chips={chips} onView={onView} className="max-xl:hidden" />
        <span className="flex-1 max-sm:hidden" />
        <DriftBadge statuses={statuses} />
        <div className="flex items-center gap-0.5">
          <IconButton label="Share this view" shortcut="e" onClick={onShare} disabled={picture === null}>
            <Share2 aria-hidden className="size-4" />
          </IconButton>
          <IconButton label="Keys" shortcut="?" onClick={onKeys} className="max-sm:hidden">
            <Keyboard aria-hidden className="size-4" />
          </IconButton>
          <ThemeSwitch />
        </div>
      </div>
      <FilterChips chips={chips} onView={onView} className="px-4 pb-2 max-sm:px-2 xl:hidden" />
    </header>
  )
}
