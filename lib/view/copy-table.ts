import type { Table } from './table.ts'

export type CopyFormat = 'markdown' | 'csv' | 'json'

/** A table as text for another tool; what could be read as that tool's own signs is made harmless. */
export function copyTable(table: Pick<Table, 'columns' | 'rows'>, format: CopyFormat): string {
  const rows = table.rows.map((row) => row.cells.map((one) => one.text))
  switch (format) {
    case 'markdown':
      return [table.columns, table.columns.map(() => '---'), ...rows]
        .map((row, index) => markdownRow(row, index === 1))
        .join('')
    case 'csv':
      return [table.columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
    case 'json':
      return `${JSON.stringify(
        rows.map((row) => Object.fromEntries(table.columns.map((name, i) => [name, row[i] ?? '']))),
        null,
        2,
      )}\n`
    default:
      return format satisfies never
  }
}

const markdownRow = (row: readonly string[], rule: boolean): string =>
  `| ${row.map((text) => (rule ? text : markdownCell(text))).join(' | ')} |\n`

const markdownCell = (text: string): string =>
  text.replace(/[\\|`*_[\]<>&]/g, (sign) => (sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : `\\${sign}`))

/** Quoted where needed (some spreadsheets part cells at semicolons); a cell that one would take for a formula gets a quote mark before it. */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
