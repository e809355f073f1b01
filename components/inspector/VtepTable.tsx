import { Rows } from '../ui/Rows.tsx'
import { NetworkName } from './NetworkName.tsx'
import type { OverlayOnHost } from './overlay-facts.ts'

type Props = { overlays: OverlayOnHost[]; none: string }

/** The VXLAN devices of a host: the ends of its tunnels, one a subnet of an overlay. */
export const VtepTable = ({ overlays, none }: Props) => (
  <Rows
    label="VTEPs"
    none={none}
    heads={['Overlay', 'VNI', 'Device, port', 'Local']}
    rows={overlays.flatMap(({ network, vteps }) =>
      vteps.map(({ device, vni, port, local, flags }) => ({
        key: device.id,
        cells: [
          <span key="network" className="font-sans">
            <NetworkName network={network} fallback="" />
          </span>,
          vni,
          <div key="device">
            <div>
              {device.name} {port}/udp{device.up ? '' : ', down'}
            </div>
            <div className="text-soft">{[`mtu ${device.mtu}`, ...flags].join(' ')}</div>
          </div>,
          local ?? 'any',
        ],
      })),
    )}
  />
)
