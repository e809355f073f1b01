import fc from 'fast-check'
import { address4, inContainer, joined, of, onHost, perhaps, port } from './draw-words.ts'
import type { Change } from './random-ground.ts'

const nowhere = fc.constantFrom('blackhole ', 'unreachable ', 'prohibit ')
const where = fc.oneof(of('v4'), of('net4'), fc.constantFrom('{outside.v4}', '{other.v4}'))

/** Routes that are wrong, or lead another way. */
export const drawRoute: fc.Arbitrary<Change> = fc.oneof(
  onHost(joined('ip route add ', nowhere, where)),
  onHost(joined('ip route add ', where, ' via ', of('v4'))),
  onHost(joined('ip route add ', where, ' dev ', of('bridge'))),
  inContainer(() => [fc.constantFrom('ip route delete default')]),
  inContainer((own) => [joined('ip route replace default via ', fc.oneof(of('gw4', own), of('v4')))]),
  inContainer(() => [joined('ip route add ', where, ' via ', fc.oneof(of('v4'), of('gw4')))]),
  inContainer(() => [joined('ip route add ', nowhere, where)]),
)

const asks = fc.oneof(
  joined('from ', address4, perhaps(joined(' to ', address4))),
  joined('to ', address4),
  joined('fwmark 0x7'),
  joined('ipproto tcp dport ', port),
  joined('iif ', of('bridge')),
)
const own = joined('ip route add default via ', of('v4'), ' table 100')
const number = fc.integer({ min: 100, max: 199 }).map(String)
const rule = joined(
  'ip rule add priority ',
  number,
  ' ',
  asks,
  ' ',
  fc.constantFrom('lookup 100', 'lookup 100', 'blackhole', 'prohibit'),
)

/** Policy rules, with a table of their own. */
export const drawPolicy: fc.Arbitrary<Change> = fc.oneof(
  onHost(own, rule),
  inContainer(() => [own, rule]),
)
