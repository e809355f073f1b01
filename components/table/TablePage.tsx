import { useMemo, useState } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import type { ViewState } from '../../lib/view/picture.ts'
import { type Row, sortRows, type Table, type TableName } from '../../lib/view/table.ts'
import { BigTable, type Column } from '../ui/BigTable.tsx'
import { CardList } from '../ui/CardList.tsx'
import { CutText } from '../ui/CutText.tsx'
import type { Sorting } from '../ui/sorting.ts'
import { useMedia } from '../ui/use-media.ts'
import { columnShape } from './column-shape.ts'
import { makeTable, tableNames } from './make-table.ts'
import { TableTools } from './TableTools.tsx'
import { tableTitles } from './table-titles.ts'

type Props = { topology: Topology; view: ViewState; onSelect: (subject: string) => void }

const unsorted: Sorting = { column: '', descending: false }

/** The twin of the picture: the same records under the same filters, as rows. */
export function TablePage({ topology, view, onSelect }: Props) {
  const [chosen, setName] = useState<TableName>('containers')
  const [filter, setFilter] = useState('')
  const [sorting, setSorting] = useState(unsorted)
  const narrow = useMedia('(max-width: 639px)')
  const names = tableNames(topology)
  const name = names.includes(chosen) ? chosen : 'containers'
  const table = useMemo(() => makeTable(name, topology, view), [name, topology, view])
  const columns = useMemo(() => filledColumns(table), [table])
  const rows = useMemo(() => {
    const wanted = filter.trim().toLowerCase()
    const kept = wanted === '' ? table.rows : table.rows.filter((row) => holds(row, wanted))
    const column = table.columns.indexOf(sorting.column)
    return column < 0 ? kept : sortRows(kept, column, sorting.descending)
  }, [table, filter, sorting])
  const shared = {
    label: tableTitles[name],
    columns,
    rows,
    rowKey: (row: Row) => row.key,
    selected: view.selected,
    onOpen: (row: Row) => onSelect(row.subject),
  }
  return (
    <div className="absolute inset-0 flex flex-col bg-paper">
      <TableTools
        name={name}
        names={names}
        onName={(next) => {
          setName(next)
          setSorting(unsorted)
        }}
        filter={filter}
        onFilter={setFilter}
        shown={rows.length}
        whole={table.rows.length}
        table={{ columns: table.columns, rows }}
      />
      {rows.length === 0 ? (
        <p className="p-4 text-soft">
          {filter === '' ? 'Nothing to list under the filters in force.' : 'No row matches.'}
        </p>
      ) : narrow ? (
        <CardList {...shared} />
      ) : (
        <BigTable
          {...shared}
          sorting={sorting}
          onSort={(column) =>
            setSorting((before) => ({ column, descending: before.column === column && !before.descending }))
          }
        />
      )}
    </div>
  )
}

/** Columns that say something in at least one row. */
const filledColumns = (table: Table): Column<Row>[] =>
  table.columns.map(columnOf).filter((_, index) => table.rows.some((row) => row.cells[index]?.text !== ''))

function columnOf(title: string, index: number): Column<Row> {
  return {
    key: title,
    title,
    ...columnShape(title),
    cell: (row) => <CutText text={row.cells[index]?.text ?? ''} max={80} />,
  }
}

const holds = (row: Row, wanted: string): boolean => row.cells.some(({ text }) => text.toLowerCase().includes(wanted))
