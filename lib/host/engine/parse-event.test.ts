import { expect, test } from 'vitest'
import { parseEvent } from './parse-event.ts'

const timeNano = 1.7e18

test('an event of API 1.41 and one of 1.52 read the same', () => {
  const actor = { ID: 'abc', Attributes: { name: 'web', image: 'nginx' } }
  const now = { Type: 'container', Action: 'start', Actor: actor, scope: 'local', time: 1_700_000_000, timeNano }
  const before = { status: 'start', id: 'abc', from: 'nginx', ...now }
  expect(parseEvent(JSON.stringify(now))).toEqual({
    type: 'container',
    action: 'start',
    id: 'abc',
    attributes: { name: 'web', image: 'nginx' },
    timeNano,
  })
  expect(parseEvent(JSON.stringify(before))).toEqual(parseEvent(JSON.stringify(now)))
})

test('the command line of an exec is left out, a health state stays', () => {
  const action = (Action: string) =>
    parseEvent(JSON.stringify({ Type: 'container', Action, Actor: { ID: 'a' } }))?.action
  expect(action('exec_start: mysql -psecret\n-e x')).toBe('exec_start')
  expect(action('health_status: unhealthy')).toBe('health_status: unhealthy')
})

test('what is no event is null', () => {
  for (const line of ['', '{"Type":"container"', '<html>', '[]', '{"Action":"start"}', '{"Type":"container"}']) {
    expect(parseEvent(line)).toBeNull()
  }
})
