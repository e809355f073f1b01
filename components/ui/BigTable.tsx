import type { ReactNode } from 'react'
import { HeadCell } from './HeadCell.tsx'
import type { Sorting } from './sorting.ts'
import { useRowWindow } from './use-row-window.ts'

export type Column<T> = { key: string; title: string; cell: (row: T) => ReactNode; mono?: boolean; width: number }

export type BigTableProps<T> = {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  selected: string | null
  sorting: Sorting
  onSort: (column: string) => void
  onOpen: (row: T) => void
}

const rowHeight = 32

/** Ten rows or ten thousand: only those in sight are drawn. The head stays. */
export function BigTable<T>(props: BigTableProps<T>) {
  const { label, columns, rows, rowKey, selected, sorting, onSort, onOpen } = props
  const { scroller, first, last } = useRowWindow(rows.length, rowHeight)
  const whole = columns.reduce((sum, column) => sum + column.width, 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <section ref={scroller} tabIndex={0} aria-label={`Rows of ${label}`} className="min-h-0 flex-1 overflow-auto">
      <table
        aria-label={label}
        aria-rowcount={rows.length + 1}
        style={{ minWidth: whole }}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: `${(column.width / whole) * 100}%` }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-panel">
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell key={column.key} title={column.title} sorting={sorting} column={column.key} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={first * rowHeight} />
          {rows.slice(first, last).map((row, index) => (
            <tr
              key={rowKey(row)}
              aria-rowindex={first + index + 2}
              aria-current={rowKey(row) === selected || undefined}
              onClick={() => onOpen(row)}
              className="h-8 cursor-pointer hover:bg-frame aria-[current]:bg-frame"
            >
              {columns.map((column, place) => (
                <td
                  key={column.key}
                  className={`truncate border-hair border-b px-2 first:pl-4 ${column.mono ? 'mono' : ''}`}
                >
                  {place === 0 ? (
                    <button type="button" className="max-w-full truncate rounded align-bottom font-semibold">
                      {column.cell(row)}
                    </button>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
          <Gap height={(rows.length - last) * rowHeight} />
        </tbody>
      </table>
    </section>
  )
}

/** Stands for the rows that are out of sight. */
const Gap = ({ height }: { height: number }) => (height > 0 ? <tr aria-hidden style={{ height }} /> : null)
