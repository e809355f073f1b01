import type { ViewState } from '../../lib/view/picture.ts'
import { Chip } from '../ui/Chip.tsx'
import type { FilterChip } from './filter-chips.ts'

type Props = { chips: FilterChip[]; onView: (view: ViewState) => void; className: string }

export function FilterChips({ chips, onView, className }: Props) {
  if (chips.length === 0) return null
  return (
    <ul aria-label="Filters in force" className={`flex min-w-0 gap-1.5 overflow-x-auto ${className}`}>
      {chips.map((chip) => (
        <li key={chip.key} className="shrink-0">
          <Chip text={chip.text} remove={chip.remove} onRemove={() => onView(chip.next)} />
        </li>
      ))}
    </ul>
  )
}
