import { Fragment, type ReactNode } from 'react'

export type Row = {
  key: string
  cells: ReactNode[]
  marked?: boolean
  /** A sentence on the row, below it and as wide as the table. */
  note?: ReactNode
}
type Props = { label: string; heads: string[]; rows: Row[]; none?: string; mono?: boolean }

/** A small table of a panel; `none` is said where it has no rows. */
export function Rows({ label, heads, rows, none = 'None.', mono = true }: Props) {
  if (rows.length === 0) return <p className="text-soft">{none}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it sideways
    <section className="overflow-x-auto" aria-label={`${label}, to scroll`} tabIndex={0}>
      <table aria-label={label} className={`w-full border-collapse text-left ${mono ? 'mono' : ''}`}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="border-hair border-b py-1 pr-3 font-normal font-sans text-soft">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.key}>
              <tr className={row.marked ? 'bg-frame font-semibold' : ''}>
                {row.cells.map((cell, index) => (
                  <td
                    key={heads[index] ?? index}
                    className={`py-1 pr-3 align-top ${row.note ? '' : 'border-hair border-b'}`}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
              {row.note ? (
                <tr>
                  <td
                    colSpan={heads.length}
                    className="wrap-anywhere border-hair border-b pr-3 pb-1 font-sans text-soft"
                  >
                    {row.note}
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}
