import { expect, test } from 'vitest'
import { pathQuestion, protocolOf, readPathQuery, writePathQuery } from './path-query.ts'

const read = (text: string) => readPathQuery(new URLSearchParams(text))

test('a link holds the question, and nothing that was not said', () => {
  const query = read('from= web &to=db&port=5432&way=back')
  expect(query).toEqual({ from: 'web', to: 'db', protocol: '', port: '5432', size: '' })
  expect(writePathQuery(query).toString()).toBe('from=web&to=db&port=5432')
})

test.each([
  ['from=a&to=b', 'icmp'],
  ['from=a&to=b&port=80', 'tcp'],
  ['from=a&to=b:80', 'tcp'],
  ['from=a&to=service:b', 'icmp'],
  ['from=a&to=2001:db8::5', 'icmp'],
  ['from=a&to=[2001:db8::5]:80', 'tcp'],
  ['from=a&to=b&port=53&protocol=udp', 'udp'],
])('%s is asked by %s', (text, protocol) => {
  expect(protocolOf(read(text))).toBe(protocol)
})

test.each([
  ['to=b', 'from'],
  ['from=a', 'to'],
  ['from=a&to=b&protocol=sctp', 'protocol'],
  ['from=a&to=b&port=http', 'port'],
  ['from=a&to=b&port=-1', 'port'],
  ['from=a&to=b&size=big', 'size'],
])('%s: the field that is wrong is %s', (text, field) => {
  expect(pathQuestion(read(text))).toMatchObject({ kind: 'refused', field })
})

test('numbers are numbers, and what is right but does not exist is for the trace to say', () => {
  expect(pathQuestion(read('from=a&to=b&protocol=UDP&port=99999&size=1400'))).toEqual({
    ...{ from: 'a', to: 'b', protocol: 'udp', port: 99_999, size: 1_400 },
  })
})
