import { addressSortKey } from './address-text.ts'
import { inertText } from './inert-text.ts'
import { naturalOrder } from './natural-order.ts'

/** A cell: what it says, and what it is sorted by (equal texts sort alike; addresses by number). */
export type Cell = { text: string; sort: string | number }

export type Row = { key: string; subject: string; cells: Cell[] }

export type TableName = 'containers' | 'networks' | 'services' | 'tasks' | 'nodes' | 'tunnels'

export type Table = { name: TableName; columns: string[]; rows: Row[] }

export const cell = (text: string): Cell => ({ text: inertText(text), sort: inertText(text).toLowerCase() })

export const countCell = (value: number): Cell => ({ text: String(value), sort: value })

export const addressCell = (list: readonly string[]): Cell => ({
  text: list.map(inertText).join(', '),
  sort: list.length === 0 ? '~' : addressSortKey(list[0] ?? ''),
})

/** By what the first column says, then by key. */
export const byFirstCell = (a: Row, b: Row): number =>
  naturalOrder(a.cells[0]?.text ?? '', b.cells[0]?.text ?? '') || (a.key < b.key ? -1 : 1)

/** Rows by a column; equal ones keep their order. */
export function sortRows(rows: readonly Row[], column: number, descending: boolean): Row[] {
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => sign * compareCells(a.cells[column], b.cells[column]))
}

function compareCells(a: Cell | undefined, b: Cell | undefined): number {
  const one = a?.sort ?? ''
  const other = b?.sort ?? ''
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return naturalOrder(String(one), String(other))
}
