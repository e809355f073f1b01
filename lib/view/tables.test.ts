import { expect, test } from 'vitest'
import { addressSortKey } from './address-text.ts'
import { copyTable } from './copy-table.ts'
import { defaultViewState } from './picture.ts'
import { deploymentModels } from './sample-topologies.ts'
import { type Row, sortRows } from './table.ts'
import { containerTable, networkTable } from './table-rows.ts'

const column = (rows: Row[], at: number): string[] => rows.map((row) => row.cells[at]?.text ?? '')

test('the table twin has a row for each attachment, and one for what has none', () => {
  const { rows } = containerTable(deploymentModels(), defaultViewState)
  const lines = rows.map((row) => `${row.cells[0]?.text} ${row.cells[3]?.text} ${row.cells[4]?.text}`)
  expect(lines).toContain('worker backnet 172.31.10.4/24')
  expect(lines).toContain('worker vault 172.31.20.3/24')
  expect(lines).toContain('api-sidecar namespace of api ')
  expect(lines).toContain('node-exporter host ')
  expect(lines.some((line) => line.startsWith('migration'))).toBe(false)
  expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
})

test('addresses sort by number', () => {
  const { rows } = containerTable(deploymentModels(), defaultViewState)
  const addresses = column(sortRows(rows, 4, false), 4).filter((text) => text.startsWith('172.31.10.'))
  expect(addresses).toEqual(['172.31.10.2/24', '172.31.10.4/24', '172.31.10.5/24', '172.31.10.53/24'])
  expect(column(sortRows(rows, 4, true), 4).filter((text) => text.startsWith('172.31.10.'))).toEqual(
    addresses.reverse(),
  )
})

test('an octet of many sorts after one of few, whatever comes behind it', () => {
  const texts = ['10.100.160.2/24', '10.100.9.2/24', 'none', '2001:db8::a/64', '10.100.10.11/24']
  const rows = texts.map((text) => ({ key: text, subject: text, cells: [{ text, sort: addressSortKey(text) }] }))
  expect(column(sortRows(rows, 0, false), 0)).toEqual([
    '10.100.9.2/24',
    '10.100.10.11/24',
    '10.100.160.2/24',
    '2001:db8::a/64',
    'none',
  ])
})

test('the networks of the view, with their members', () => {
  const { rows } = networkTable(deploymentModels(), defaultViewState)
  const members = new Map(rows.map((row) => [row.cells[0]?.text, row.cells[5]?.text]))
  expect(members.get('backnet')).toBe('4')
  expect(members.has('spare')).toBe(false)
})

const table = {
  columns: ['Name', 'Note'],
  rows: [
    { key: 'a', subject: 'a', cells: ['=cmd()', 'a,"b"'].map((text) => ({ text, sort: text })) },
    { key: 'b', subject: 'b', cells: ['a|b', '<b>*x*</b>'].map((text) => ({ text, sort: text })) },
  ],
}

test('a cell stays one cell where a spreadsheet parts at semicolons', () => {
  const rows = [{ key: 'a', subject: 'a', cells: [{ text: 'net;=cmd()', sort: '' }] }]
  expect(copyTable({ columns: ['Name'], rows }, 'csv')).toBe('Name\r\n"net;=cmd()"\r\n')
})

test('a copy is harmless where it is pasted', () => {
  expect(copyTable(table, 'csv')).toBe('Name,Note\r\n\'=cmd(),"a,""b"""\r\na|b,<b>*x*</b>\r\n')
  expect(copyTable(table, 'markdown')).toBe(
    '| Name | Note |\n| --- | --- |\n| =cmd() | a,"b" |\n| a\\|b | &lt;b\\>\\*x\\*&lt;/b\\> |\n',
  )
  expect(JSON.parse(copyTable(table, 'json'))).toEqual([
    { Name: '=cmd()', Note: 'a,"b"' },
    { Name: 'a|b', Note: '<b>*x*</b>' },
  ])
})
