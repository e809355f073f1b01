import { barLabels, platePart } from './bar-parts.ts'
import { inertText } from './inert-text.ts'
import type { Bar, Rect, Uplink } from './picture.ts'
import { plateWidth } from './plan-bars.ts'
import type { UnderlaySeed } from './plan-underlays.ts'

const gatewayWord = (gateways: readonly string[]): string => `gateway ${gateways.join(' ')}`

/** The wire under hosts. Where a router joins it to others, a plate at its end names the gateway; else it is one of its facts. */
export function underlayBar(seed: UnderlaySeed, routed: boolean, tier: number, rect: Rect): Bar {
  const { subnets, gateways } = seed
  const facts = [...subnets, ...(gateways.length === 0 ? [] : [gatewayWord(gateways)])]
  const right = rect.x + rect.width - (routed ? plateWidth(gatewayWord(gateways)) + 14 : 12)
  return {
    kind: 'bar',
    ...rect,
    key: tier === 0 ? seed.key : `${seed.key}@row${tier}`,
    subject: seed.key,
    name: 'underlay',
    labels: barLabels(
      'underlay',
      routed ? subnets : facts,
      { x1: rect.x + 12, x2: right },
      rect.y + rect.height / 2 + 4,
    ),
    title: inertText(['underlay', ...facts].join(' · ')),
    role: 'underlay',
    hue: 'underlay',
    networkId: null,
    interfaceId: null,
    hostId: null,
    internal: false,
    members: 0,
    tunnel: null,
  }
}

/** From an interface, or from what stands for those of a host that no agent reads, to its wire. */
export const wirePart = (nic: Bar, underlay: Bar, x: number): Uplink => ({
  kind: 'uplink',
  key: `wire:${nic.key}`,
  subject: nic.subject,
  x,
  y1: nic.y + nic.height,
  y2: underlay.y,
  hue: 'underlay',
  from: nic.key,
  to: underlay.key,
  style: nic.interfaceId === null ? 'told' : 'wire',
  plate: null,
  title: inertText(
    `${nic.name} is on ${underlay.title}${nic.interfaceId === null ? ', by the address that managers see' : ''}`,
  ),
})

/** What joins wires: the gateways of the hosts' routes. Nobody tells whether that is one machine. */
export function routerBar(seeds: readonly UnderlaySeed[], rect: Rect): Bar {
  const gateways = seeds.flatMap((seed) => seed.gateways)
  const facts = ['by the hosts’ routes', ...gateways]
  return {
    kind: 'bar',
    ...rect,
    key: 'router',
    subject: seeds[0]?.key ?? 'underlay:',
    name: 'router',
    labels: barLabels('router', facts, { x1: rect.x + 12, x2: rect.x + rect.width - 12 }, rect.y + rect.height / 2 + 4),
    title: inertText(
      `router between ${seeds.map(({ subnets }) => subnets.join(', ')).join(' and ')} · gateways ${gateways.join(', ')} of the hosts’ routes · one machine or several, no agent reads it`,
    ),
    role: 'router',
    hue: 'underlay',
    networkId: null,
    interfaceId: null,
    hostId: null,
    internal: false,
    members: 0,
    tunnel: null,
  }
}

/** From a wire to the router, with the gateway's address on a plate. */
export function gatewayPart(underlay: Bar, router: Bar, seed: UnderlaySeed, x: number): Uplink {
  const word = gatewayWord(seed.gateways)
  const x2 = underlay.x + underlay.width - 5
  return {
    kind: 'uplink',
    key: `gateway:${underlay.key}`,
    subject: underlay.subject,
    x,
    y1: underlay.y + underlay.height,
    y2: router.y,
    hue: 'underlay',
    from: underlay.key,
    to: router.key,
    style: 'gateway',
    plate: platePart(word, { x1: Math.max(underlay.x + 4, x2 - plateWidth(word)), x2 }, underlay),
    title: inertText(`${underlay.title}, joined to other wires`),
  }
}
