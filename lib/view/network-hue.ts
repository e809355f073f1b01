import type { Network } from '../model/network.ts'
import type { Hue } from './picture.ts'

/** The hue of a network's kind. */
export function networkHue(network: Pick<Network, 'driver' | 'model'>): Hue {
  if (network.model === 'docker-gwbridge') return 'gwbridge'
  switch (network.driver) {
    case 'overlay':
      return 'overlay'
    case 'bridge':
      return 'bridge'
    case 'macvlan':
    case 'ipvlan':
      return 'macvlan'
    default:
      return 'plain'
  }
}

/** Hues from the top of a picture to its foot. */
export const hueOrder: readonly Hue[] = ['overlay', 'gwbridge', 'bridge', 'macvlan', 'plain', 'underlay']

/** Kinds of networks in words, as a legend names them. */
export const hueWords: Record<Hue, string> = {
  overlay: 'overlay',
  gwbridge: 'docker_gwbridge',
  bridge: 'bridge',
  macvlan: 'macvlan, ipvlan',
  plain: 'host, none, plug-in',
  underlay: 'interface, underlay',
}
