import { expect, it } from 'vitest'
import { Interface } from '../../../model/interface.ts'
import type { Frame } from './frame.ts'
import { vlanIn, vlanOut } from './port-vlan.ts'

/* What Debian's kernel does is asked by the bench on the second ground; here is that the memberships of bridge and port are each looked at where they count. */
const shared = {
  ...{ hostId: 'h', namespaceId: 'h/n', alternativeNames: [], mac: null, mtu: 1500, up: true, operationalState: 'UP' },
  ...{ promiscuous: false, addresses: [], peerId: null, parentId: null, endpointId: null },
}

const bridge = Interface.parse({
  ...shared,
  ...{ id: 'h/n#1', index: 1, name: 'br', masterId: null, bridgePort: null },
  type: {
    ...{ kind: 'bridge', stp: false, vlanFiltering: true, nfCallIptables: false, nfCallIp6tables: false },
    vlans: [{ id: 10, end: null, flags: ['PVID', 'Egress Untagged'] }],
  },
})

const port = (vlans: { id: number; end: number | null; flags: string[] }[]): Interface =>
  Interface.parse({
    ...shared,
    ...{ id: 'h/n#2', index: 2, name: 'port', masterId: 'h/n#1', type: { kind: 'veth' } },
    bridgePort: { state: 'forwarding', hairpin: false, isolated: false, learning: true, vlans },
  })

const frame = (vlan: number | null): Frame => ({
  ...{ sourceMac: null, destinationMac: null, vlan },
  payload: { kind: 'ask', target: { family: 'inet', text: '10.0.0.1', value: 0n }, sender: null },
})

it('takes a host into the VLANs of the bridge itself, and into no other', () => {
  const own = vlanIn(bridge, null, frame(null))
  expect(own).toEqual({ kind: 'passes', id: 10, tag: null })
  expect(vlanIn(bridge, null, frame(20)).kind).toBe('filtered')
  expect(vlanOut(bridge, bridge, { kind: 'passes', id: 10, tag: null })).toEqual({ kind: 'passes', id: 10, tag: null })
  expect(vlanOut(bridge, bridge, { kind: 'passes', id: 20, tag: null }).kind).toBe('filtered')
})

it('gives a frame without a tag the VLAN of its port, and leaves by a port as that port wants it', () => {
  const untagged = port([{ id: 20, end: null, flags: ['PVID', 'Egress Untagged'] }])
  const trunk = port([{ id: 16, end: 24, flags: [] }])
  expect(vlanIn(bridge, untagged, frame(null))).toEqual({ kind: 'passes', id: 20, tag: null })
  expect(vlanIn(bridge, trunk, frame(null)).kind).toBe('filtered')
  expect(vlanIn(bridge, trunk, frame(20))).toEqual({ kind: 'passes', id: 20, tag: null })
  expect(vlanOut(bridge, trunk, { kind: 'passes', id: 20, tag: null })).toEqual({ kind: 'passes', id: 20, tag: 20 })
  expect(vlanOut(bridge, untagged, { kind: 'passes', id: 20, tag: null })).toEqual({
    kind: 'passes',
    id: 20,
    tag: null,
  })
  expect(vlanOut(bridge, trunk, { kind: 'passes', id: 10, tag: null }).kind).toBe('filtered')
})
