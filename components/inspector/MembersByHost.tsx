import type { Topology } from '../../lib/model/topology.ts'
import { countWords } from '../../lib/view/count-words.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { MemberTable } from './MemberTable.tsx'
import type { Member } from './network-facts.ts'
import { RecordLink } from './RecordLink.tsx'

type Props = { topology: Topology; members: Member[] }

/** Members of a network that spans hosts, host by host. */
export function MembersByHost({ topology, members }: Props) {
  const hosts = topology.hosts
    .map((host) => ({ host, own: members.filter(({ endpoint }) => endpoint.hostId === host.id) }))
    .filter(({ own }) => own.length > 0)
    .sort((a, b) => naturalOrder(a.host.name, b.host.name))
  if (hosts.length < 2) return <MemberTable members={members} />
  return hosts.map(({ host, own }) => (
    <div key={host.id} className="mb-2">
      <p>
        <RecordLink kind="host" id={host.id} name={host.name} />{' '}
        <span className="text-soft">
          {countWords(own.filter(({ endpoint }) => endpoint.containerId !== null).length, 'member')}
          {host.origin === 'inferred' ? ', told by managers only' : ''}
        </span>
      </p>
      <MemberTable members={own} label={`Members on ${host.name}`} />
    </div>
  ))
}
