import { expect, test } from 'vitest'
import { parseTransforms } from './parse-transforms.ts'

/** As iproute2 6.1 prints them. */
const policies = `src 10.0.0.0/24 dst 0.0.0.0/0 
	dir in action block priority 0 ptype main 
src 10.0.0.1/32 dst 10.1.0.2/32 proto udp dport 4789 
	dir out priority 100 ptype main 
	mark 0xd0c4e3/0xffffffff 
	tmpl src 0.0.0.0 dst 0.0.0.0
		proto esp spi 0x00000100 reqid 0 mode transport
`

test('policies are read with their direction and what they are about', () => {
  expect(parseTransforms(policies, 'policy')).toEqual({
    value: [
      {
        kind: 'policy',
        direction: 'in',
        source: '10.0.0.0/24',
        destination: '0.0.0.0/0',
        text: 'src 10.0.0.0/24 dst 0.0.0.0/0 dir in action block priority 0 ptype main',
      },
      {
        kind: 'policy',
        direction: 'out',
        source: '10.0.0.1/32',
        destination: '10.1.0.2/32',
        text: 'src 10.0.0.1/32 dst 10.1.0.2/32 proto udp dport 4789 dir out priority 100 ptype main mark 0xd0c4e3/0xffffffff tmpl src 0.0.0.0 dst 0.0.0.0 proto esp spi 0x00000100 reqid 0 mode transport',
      },
    ],
    problems: [],
  })
})

test('a key that a tool prints unasked goes no further', () => {
  const state =
    'src 1.1.1.1 dst 2.2.2.2\n\tproto esp spi 0x00000100\n\tenc cbc(aes) 0x00112233445566778899aabbccddeeff\n'
  const { value } = parseTransforms(state, 'state')
  expect(value[0]).toMatchObject({ kind: 'state', direction: null, source: '1.1.1.1' })
  expect(value[0]?.text).not.toContain('00112233')
  expect(value[0]?.text).toContain('spi 0x00000100')
})

test('what is no entry is said', () => {
  expect(parseTransforms('garbage\n', 'policy')).toMatchObject({ value: [], problems: [{ code: 'not-understood' }] })
})
