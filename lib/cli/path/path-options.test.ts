import { expect, test } from 'vitest'
import { parsePathOptions } from './path-options.ts'

test('a question with all its words', () => {
  const args = ['web', 'db:5432', '--probe', '--json', '--size', '1400']
  expect(parsePathOptions(args, {})).toMatchObject({
    kind: 'asked',
    options: {
      question: { from: 'web', to: 'db:5432', protocol: 'tcp', port: null, size: 1400 },
      probe: true,
      json: true,
      agents: [{ kind: 'local' }],
    },
  })
  expect(parsePathOptions(['web', 'db'], {})).toMatchObject({ options: { question: { protocol: 'icmp' } } })
  expect(parsePathOptions(['web', 'db', '--port', '53', '--protocol', 'udp'], {})).toMatchObject({
    options: { question: { protocol: 'udp', port: 53 } },
  })
})

test.each([
  [['web'], 'to'],
  [[], 'from'],
  [['web', 'db', '--port', 'http'], 'port'],
  [['web', 'db', '--protocol', 'sctp'], 'protocol'],
  [['web', 'db', '--size', '-'], 'size'],
])('%j is a bad question', (args, field) => {
  expect(parsePathOptions(args, {})).toMatchObject({ kind: 'refused', refusal: { field } })
})

test('flags and settings that make no sense are told', () => {
  expect(parsePathOptions(['web', 'db', 'more'], {})).toMatchObject({
    kind: 'misused',
    reason: expect.stringContaining('more'),
  })
  expect(parsePathOptions(['web', 'db', '--loud'], {}).kind).toBe('misused')
  expect(parsePathOptions(['web', 'db'], { PORTOLAN_AGENTS: 'nonsense' }).kind).toBe('misused')
  expect(parsePathOptions(['web', 'db'], { PORTOLAN_AGENTS: 'local,h:4748' })).toMatchObject({
    kind: 'misused',
    reason: expect.stringContaining('PORTOLAN_SECRET_FILE'),
  })
  expect(parsePathOptions(['--help'], {}).kind).toBe('help')
})
