import ListFilter from 'lucide-react/icons/list-filter'
import type { Topology } from '../../lib/model/topology.ts'
import type { ViewState } from '../../lib/view/picture.ts'
import { Dropdown } from '../ui/Dropdown.tsx'
import { FilterPanel } from './lazy-shell.ts'

type Props = { topology: Topology; view: ViewState; hidden: string[]; onChange: (view: ViewState) => void }

/** The button that opens everything that narrows the picture. */
export const FilterMenu = (props: Props) => (
  <Dropdown
    label="Filters"
    text={
      <>
        <ListFilter aria-hidden className="size-3.5 text-soft" />
        <span className="max-sm:hidden">Filters</span>
      </>
    }
  >
    <FilterPanel {...props} />
  </Dropdown>
)
