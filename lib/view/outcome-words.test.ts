import { expect, test } from 'vitest'
import type { End, PathAnswer } from '../analyse/path/trace.ts'
import { questionText } from './outcome-words.ts'

const endOf = (label: string): End => ({ kind: 'container', label, hostId: null, containerId: null, namespaceId: null })

const textOf = (from: string, to: string, port: number | null, size = 84) => {
  const question: PathAnswer['question'] = { from, to, protocol: port === null ? 'icmp' : 'tcp', port, size }
  return questionText({ question, from: endOf('web'), to: endOf('db') })
}

test.each([
  ['web', 'db', 5432, 'tcp web → db:5432'],
  ['web', 'db:5432', 5432, 'tcp web → db:5432'],
  ['web', 'service:db', 5432, 'tcp web → service:db:5432'],
  ['web', '2001:db8::5', 80, 'tcp web → [2001:db8::5]:80'],
  ['web', 'db', null, 'icmp web → db'],
  ['b65e9c91be84', `container:${'7'.repeat(64)}`, 80, 'tcp web → db:80'],
])('from %s to %s port %s: %s', (from, to, port, text) => {
  expect(textOf(from, to, port)).toBe(text)
})

test('a size that was asked for is said', () => {
  expect(textOf('web', 'db', null, 1_400)).toBe('icmp web → db, 1400 octets')
})
