import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import type { Sorting } from './sorting.ts'

type Props = { title: string; column: string; sorting: Sorting; onSort: (column: string) => void }

export function HeadCell({ title, column, sorting, onSort }: Props) {
  const sorted = sorting.column === column
  const Arrow = sorting.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
      className="border-line border-b px-2 font-normal first:pl-4"
    >
      <button
        type="button"
        onClick={() => onSort(column)}
        className="flex min-h-8 w-full items-center gap-1 truncate rounded text-left text-soft hover:text-ink"
      >
        {title}
        {sorted ? <Arrow aria-hidden className="size-3" /> : null}
      </button>
    </th>
  )
}
