import fc from 'fast-check'
import { ports } from '../listeners.ts'
import type { Change } from './random-ground.ts'

/** Words of commands put together by chance. */
export const joined = (...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''))

/** Something in one of two cases, else nothing: a rule of many conditions meets no packet. */
export const perhaps = (part: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), part)

/** Something in one of four cases. */
export const seldom = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: part })

export const anyContainer = fc.nat({ max: 3 })
const attachment = fc.nat({ max: 2 })

/** `{1.0.v4}`: a word about a container on one of its networks. */
export const of = (word: string, container: fc.Arbitrary<number> = anyContainer): fc.Arbitrary<string> =>
  fc.tuple(container, attachment).map(([number, at]) => `{${number}.${at}.${word}}`)

export const address4 = fc.oneof(
  { weight: 5, arbitrary: of('v4') },
  { weight: 2, arbitrary: of('net4') },
  { weight: 1, arbitrary: of('gw4') },
  { weight: 2, arbitrary: fc.constantFrom('{host.v4}', '{other.v4}', '{outside.v4}') },
)
export const address6 = fc.oneof(of('v6'), of('net6'), fc.constantFrom('{host.v6}', '{outside.v6}'))

export const port = fc.constantFrom(ports.open, ports.open, ports.first, ports.closed, ports.loopback).map(String)

export const onHost = (...commands: fc.Arbitrary<string>[]): fc.Arbitrary<Change> =>
  fc.tuple(...commands).map((all) => ({ at: 'host', commands: all }))

/** Commands inside one container, which they may name as their own. */
export const inContainer = (write: (own: fc.Arbitrary<number>) => fc.Arbitrary<string>[]): fc.Arbitrary<Change> =>
  anyContainer.chain((at) => fc.tuple(...write(fc.constant(at))).map((commands) => ({ at, commands })))
