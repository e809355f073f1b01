import { expect, it } from 'vitest'
import { ipOf } from '../ip.ts'
import { type Flow, parsePolicyRule } from './policy-rule.ts'

const flow: Flow = {
  destination: ipOf('10.0.0.9') ?? expect.fail(),
  ...{ source: null, protocol: 'tcp', sourcePort: 40_000, destinationPort: 80, mark: 0 },
  ...{ inInterface: 'lo', outInterface: null, vrfTable: null },
}
const matches = (text: string) => parsePolicyRule({ family: 'inet', priority: 90, text, table: '100' }).matches(flow)

it('is unknown by a word that is not understood, whatever stands behind it, unless another word says no', () => {
  const unknown = { why: expect.stringContaining('dscp') }
  expect(matches('from all dscp 0x2e lookup 100')).toEqual(unknown)
  expect(matches('not from all dscp 0x2e lookup 100')).toEqual(unknown)
  expect(matches('from all dscp 0x2e ipproto udp lookup 100')).toBe(false)
})
