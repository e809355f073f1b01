import type { BigTableProps } from './BigTable.tsx'
import { useRowWindow } from './use-row-window.ts'

const line = 20
const edge = 24
const gap = 8

type Props<T> = Pick<BigTableProps<T>, 'label' | 'columns' | 'rows' | 'rowKey' | 'selected' | 'onOpen'>

/** The rows of a table as cards, for a narrow place; only those in sight are drawn. */
export function CardList<T>({ label, columns, rows, rowKey, selected, onOpen }: Props<T>) {
  const height = columns.length * line + edge
  const { scroller, first, last } = useRowWindow(rows.length, height + gap)
  return (
    <section ref={scroller} aria-label={`Cards of ${label}`} className="min-h-0 flex-1 overflow-auto px-2 pb-4">
      <ul aria-label={label} className="relative" style={{ height: rows.length * (height + gap) }}>
        {rows.slice(first, last).map((row, index) => (
          <li
            key={rowKey(row)}
            className="absolute inset-x-0"
            style={{ top: (first + index) * (height + gap), height }}
          >
            <button
              type="button"
              aria-current={rowKey(row) === selected || undefined}
              onClick={() => onOpen(row)}
              className="block size-full rounded-lg border border-line bg-card px-3 py-2 text-left aria-[current]:border-sel"
            >
              {columns.map((column, place) => (
                <span key={column.key} className="flex h-5 gap-2 truncate">
                  {place === 0 ? null : <span className="w-28 shrink-0 text-soft">{column.title}</span>}
                  <span
                    className={`min-w-0 truncate ${column.mono ? 'mono' : ''} ${place === 0 ? 'font-semibold' : ''}`}
                  >
                    {column.cell(row)}
                  </span>
                </span>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
