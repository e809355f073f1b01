import type { Topology } from '../../lib/model/topology.ts'
import type { Picture } from '../../lib/view/picture.ts'
import { Rows } from '../ui/Rows.tsx'
import { Block } from './Block.tsx'
import { GonePanel } from './GonePanel.tsx'
import { PanelHead } from './PanelHead.tsx'

type Props = { topology: Topology; picture: Picture | null; id: string }

/** The wire under the hosts, and which of their interfaces are on it. */
export function UnderlayPanel({ topology, picture, id }: Props) {
  const bar = picture?.bars.find(({ subject }) => subject === `underlay:${id}`)
  if (!picture || !bar) return <GonePanel what="underlay" id={id} />
  // A wire has a bar in every row of hosts.
  const barKeys = new Set(picture.bars.flatMap(({ key, subject }) => (subject === bar.subject ? [key] : [])))
  const nicKeys = new Set(picture.uplinks.flatMap(({ from, to }) => (barKeys.has(to) ? [from] : [])))
  const nics = picture.bars.filter(({ key }) => nicKeys.has(key))
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['underlay']} name={bar.name} />
      <p>The network that the interfaces of the hosts are on, inferred from their addresses and routes.</p>
      <Block title="Interfaces on it" see="addresses">
        <Rows
          label="Interfaces on the underlay"
          heads={['Host', 'Interface', 'Addresses', 'MTU']}
          rows={nics.flatMap((nic) => {
            const one = topology.interfaces.find((record) => record.id === nic.interfaceId)
            const host = topology.hosts.find((record) => record.id === nic.hostId)
            if (!one) return []
            return [
              {
                key: nic.key,
                cells: [host?.name ?? '', one.name, one.addresses.map(({ prefix }) => prefix).join(', '), one.mtu],
              },
            ]
          })}
        />
      </Block>
    </div>
  )
}
