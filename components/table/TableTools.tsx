import { useState } from 'react'
import { type CopyFormat, copyTable } from '../../lib/view/copy-table.ts'
import type { Table, TableName } from '../../lib/view/table.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { tableTitles } from './table-titles.ts'

type Props = {
  name: TableName
  /** The tables that there are: those of a swarm only where there is one. */
  names: readonly TableName[]
  onName: (name: TableName) => void
  filter: string
  onFilter: (filter: string) => void
  shown: number
  whole: number
  table: Pick<Table, 'columns' | 'rows'>
}

const formats: [CopyFormat, string][] = [
  ['markdown', 'Markdown'],
  ['csv', 'CSV'],
  ['json', 'JSON'],
]

/** Which table, which of its rows, and ways to take them along. */
export function TableTools({ name, names, onName, filter, onFilter, shown, whole, table }: Props) {
  const [said, setSaid] = useState('')
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-2 max-sm:gap-2 max-sm:px-2">
      <fieldset
        aria-label="Which table"
        className="flex max-w-full overflow-x-auto rounded-md border border-line bg-card p-0.5"
      >
        {names.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={choice === name}
            onClick={() => onName(choice)}
            className="min-h-7 rounded px-2.5 text-soft aria-pressed:bg-frame aria-pressed:font-semibold aria-pressed:text-ink pointer-coarse:min-h-11"
          >
            {tableTitles[choice]}
          </button>
        ))}
      </fieldset>
      <input
        type="search"
        value={filter}
        onChange={(event) => onFilter(event.target.value)}
        aria-label="Filter rows"
        placeholder="Filter rows"
        className="min-h-7 w-56 rounded-md border border-line bg-card px-2 placeholder:text-soft max-sm:w-40 max-sm:flex-1 pointer-coarse:min-h-11"
      />
      <p role="status" className="text-soft">
        {said === '' ? (shown === whole ? `${whole} rows` : `${shown} of ${whole} rows`) : said}
      </p>
      <span className="flex-1" />
      <fieldset aria-label="Copy the rows as" className="flex items-center gap-1">
        <span aria-hidden className="text-soft max-sm:hidden">
          Copy as
        </span>
        {formats.map(([format, title]) => (
          <Button
            key={format}
            aria-label={`Copy as ${title}`}
            onClick={() =>
              copyText(copyTable(table, format)).then((done) =>
                setSaid(done ? `${shown} rows copied as ${title}.` : 'The browser does not allow copying here.'),
              )
            }
          >
            {title}
          </Button>
        ))}
      </fieldset>
    </div>
  )
}
