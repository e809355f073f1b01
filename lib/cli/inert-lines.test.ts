import { expect, it } from 'vitest'
import { inertLines } from './inert-lines.js'

it('leaves nothing that a terminal acts on', () => {
  expect(inertLines('28.5\u001b]0;owned\u0007\u001b[2J\r\u009b31m \u202egpj')).toBe('28.5�]0;owned��[2J��31m �gpj')
})

it('keeps lines, tabs and every letter', () => {
  expect(inertLines('  Host\tbüro 网络 👍\nnext')).toBe('  Host\tbüro 网络 👍\nnext')
})
