import type { Fault } from './fault.ts'
import { knobFaults } from './knobs.ts'
import { linkFaults } from './links.ts'
import { neighbourFaults } from './neighbours.ts'
import { nftFaults } from './nft.ts'
import { overlayFaults } from './overlay.ts'
import { routeFaults } from './routes.ts'
import { ruleFaults } from './rules.ts'
import { secondGroundFaults } from './second-ground.ts'
import { setupFaults } from './setups.ts'

const none: Fault = {
  name: 'none',
  on: ['deployment-models', 'policy', 'swarm-shop', 'debian-kernel'],
  inject: async () => async () => undefined,
}

/** All of them, that without a fault first. */
export const faults: readonly Fault[] = [
  none,
  ...setupFaults,
  ...ruleFaults,
  ...nftFaults,
  ...linkFaults,
  ...routeFaults,
  ...knobFaults,
  ...neighbourFaults,
  ...overlayFaults,
  ...secondGroundFaults,
]
