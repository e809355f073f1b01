import type { Interface } from '../../../model/interface.ts'
import type { FdbEntry } from '../../../model/namespace.ts'
import type { Evidence } from '../trace.ts'
import type { Space } from '../walk/world.ts'

/** The forwarding entry that a VXLAN device has for a MAC. */
export const entryOf = ({ namespace }: Space, device: Interface, mac: string): FdbEntry | undefined =>
  namespace.fdb.find((entry) => entry.mac === mac && entry.device === device.name && entry.remote !== null)

/** Set by hand or by the engine, not learned. */
export const isFixed = ({ flags }: FdbEntry): boolean => flags.includes('permanent') || flags.includes('static')

/** By what a walk remembers behind which tunnel end a device has learned a MAC to be. */
export const learnedKey = ({ id }: Interface, mac: string): string => `${id} ${mac}`

export const tunnelEntryEvidence = ({ id }: Space, { mac, device, remote, flags }: FdbEntry): Evidence => ({
  kind: 'forwarding-entry',
  text: [mac, 'dev', device, 'dst', remote ?? '', ...flags].join(' '),
  namespaceId: id,
  see: `bridge fdb show dev ${device}`,
})
