import fc from 'fast-check'
import { ports } from '../listeners.ts'
import { drawChange } from './draw-change.ts'
import type { RandomContainer, RandomGround, RandomMacvlan, RandomNetwork, RandomPort } from './random-ground.ts'

const rarely = fc.integer({ min: 0, max: 3 }).map((value) => value === 3)
const mostly = rarely.map((value) => !value)

const network: fc.Arbitrary<RandomNetwork> = fc.record({
  internal: rarely,
  ipv6: rarely,
  icc: mostly,
  masquerade: mostly,
  mode: fc.constantFrom('nat', 'nat', 'nat-unprotected', 'routed', 'isolated'),
})

const port: fc.Arbitrary<RandomPort> = fc.record({
  at: fc.constantFrom('any', 'any', 'loopback', 'host'),
  protocol: fc.constantFrom('tcp', 'tcp', 'udp'),
  port: fc.constantFrom(ports.open, ports.open, ports.first, ports.loopback, ports.closed),
})

const macvlan: fc.Arbitrary<RandomMacvlan> = fc.record({
  parent: fc.constantFrom('eth0', 'eth0', 'eth1'),
  mode: fc.constantFrom('bridge', 'bridge', 'private', 'vepa', 'passthru'),
})

const container: fc.Arbitrary<RandomContainer> = fc.record({
  lives: fc.constantFrom('alone', 'alone', 'alone', 'alone', 'alone', 'alone', 'host', 'beside'),
  networks: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3, size: 'max' }),
  publish: fc.array(port, { maxLength: 2, size: 'max' }),
})

/** What is done by hand shrinks first, then what it is done to: a smaller set-up costs a new one. */
export const drawGround: fc.Arbitrary<RandomGround> = fc
  .noBias(
    fc.tuple(
      fc.array(fc.array(drawChange, { maxLength: 10, size: 'max' }), { minLength: 3, maxLength: 3, size: 'max' }),
      fc.constantFrom(['host1'], ['host2'], ['host1', 'host2'], ['host1', 'host2']),
      fc.array(container, { minLength: 2, maxLength: 4, size: 'max' }),
      fc.array(network, { minLength: 1, maxLength: 3, size: 'max' }),
      fc.option(macvlan, { freq: 1 }),
    ),
  )
  .map(([parts, hosts, containers, networks, withMacvlan]) => ({
    hosts,
    networks,
    macvlan: withMacvlan,
    containers,
    parts,
  }))
