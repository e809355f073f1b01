import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordedView } from '../../../agent/recorded-view.ts'
import type { BridgePort, Interface } from '../../../model/interface.ts'
import type { Topology } from '../../../model/topology.ts'
import { tracePath } from '../trace-path.ts'

const folder = join(import.meta.dirname, '../../../collect/recordings/debian-kernel-20.10')

const recorded = await recordedView(folder)

/** vlan20 sends in VLAN 20 alone; trunk hears it on eth0.20 and asks for it on eth0, in VLAN 10. */
describe('a question in one VLAN that is answered in another', () => {
  const ofVlan20 = recorded.containers.find(({ name }) => name === 'vlan20')
  const eth0 = recorded.interfaces.find(
    ({ name, namespaceId }) => name === 'eth0' && namespaceId === ofVlan20?.namespaceId,
  )

  const verdictWith = (change: (port: BridgePort) => BridgePort) => {
    const changed = (one: Interface): Interface =>
      one.id === eth0?.peerId && one.bridgePort ? { ...one, bridgePort: change(one.bridgePort) } : one
    const topology: Topology = { ...recorded, interfaces: recorded.interfaces.map(changed) }
    const answer = tracePath(topology, { from: 'vlan20', to: '172.31.150.30', protocol: 'tcp', port: 80, size: null })
    if ('kind' in answer) throw new Error(answer.says)
    return answer.verdict
  }

  it('is answered where it may come to vlan20, and the answer to another interface than the one that asked', () => {
    const both = verdictWith((port) => ({
      ...port,
      vlans: [...port.vlans, { id: 10, end: null, flags: ['Egress Untagged'] }],
    }))
    expect(both).toMatchObject({ outcome: 'no-neighbour' })
    expect(both.says).toContain('comes to eth0.20, and eth0 asked')
  })

  it('is heard by nobody where vlan20 is in VLAN 20 alone', () => {
    expect(verdictWith((port) => port).says).toContain('is no member of VLAN 10')
  })

  it('is answered in VLAN 10, where vlan20 sends in that', () => {
    const inTen = { id: 10, end: null, flags: ['PVID', 'Egress Untagged'] }
    expect(verdictWith((port) => ({ ...port, vlans: [inTen] }))).toMatchObject({ outcome: 'delivered' })
  })
})
