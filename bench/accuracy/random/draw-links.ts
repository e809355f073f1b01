import fc from 'fast-check'
import { inContainer, joined, of, onHost } from './draw-words.ts'
import type { Change } from './random-ground.ts'

const portState = fc.constantFrom('isolated on', 'hairpin on', 'flood off', 'learning off', 'guard on')

/** States of links and of bridge ports. */
export const drawLinkChange: fc.Arbitrary<Change> = fc.oneof(
  onHost(joined('bridge link set dev ', of('port'), ' ', portState)),
  onHost(
    joined('bridge link set dev ', of('port'), ' isolated on'),
    joined('bridge link set dev ', of('port'), ' isolated on'),
  ),
  onHost(joined('ip link set ', of('port'), fc.constantFrom(' down', ' nomaster', ' mtu 1300'))),
  onHost(joined('ip link set ', of('bridge'), fc.constantFrom(' down', ' mtu 1300', ' type bridge ageing_time 0'))),
  inContainer((own) => [joined('ip link set ', of('dev', own), fc.constantFrom(' down', ' mtu 1300', ' arp off'))]),
)

const mac = fc.oneof(fc.constant('02:00:00:00:00:99'), of('mac'))

/** Neighbours set by hand, mostly wrong ones. */
export const drawNeighbour: fc.Arbitrary<Change> = fc.oneof(
  onHost(joined('ip neighbour replace ', of('v4'), ' lladdr ', mac, ' dev ', of('bridge'), ' nud permanent')),
  inContainer((own) => [
    joined(
      'ip neighbour replace ',
      fc.oneof(of('v4'), of('gw4', own)),
      ' lladdr ',
      mac,
      ' dev ',
      of('dev', own),
      ' nud permanent',
    ),
  ]),
)
