import type { Interface } from '../../../model/interface.ts'
import type { Evidence } from '../trace.ts'

/** An interface as `ip link` shows it; `more` is what else counts of it. */
export const linkEvidence = (
  { name, up, operationalState, mtu, namespaceId }: Interface,
  ...more: readonly string[]
): Evidence => ({
  kind: 'interface',
  text: `${name}: ${[up ? 'UP' : 'not UP', `state ${operationalState}`, `mtu ${mtu}`, ...more].join(', ')}`,
  namespaceId,
  see: `ip -d link show dev ${name}`,
})
