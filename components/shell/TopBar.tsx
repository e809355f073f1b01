import Search from 'lucide-react/icons/search'
import type { AgentState, LinkState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import type { Picture, ViewState } from '../../lib/view/picture.ts'
import { FilterChips } from './FilterChips.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import { filterChips } from './filter-chips.ts'
import { PageBar } from './PageBar.tsx'

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
    <PageBar
      topology={topology}
      link={link}
      statuses={statuses}
      agents={agents}
      shareLabel="Share this view"
      canShare={picture !== null}
      onSelectHost={onSelectHost}
      onKeys={onKeys}
      onShare={onShare}
      below={<FilterChips chips={chips} onView={onView} className="px-4 pb-2 max-sm:px-2 xl:hidden" />}
    >
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
    </PageBar>
  )
}
