import { expect, test } from 'vitest'
import { emptyTopology } from '../../lib/model/topology.ts'
import { fileName } from './share-text.ts'

const readAt = Date.UTC(2026, 10, 23, 9, 41, 7)

test('a file name says what and when', () => {
  expect(fileName({ ...emptyTopology(), readAt }, 'svg')).toBe('portolan-networks-2026-11-23-09-41-07.svg')
})
