import { shortName } from '../../lib/view/container-words.ts'
import { CutText } from '../ui/CutText.tsx'
import { Rows } from '../ui/Rows.tsx'
import { ContainerLink } from './ContainerLink.tsx'
import type { Member } from './network-facts.ts'

export function MemberTable({ members, label = 'Members' }: { members: Member[]; label?: string }) {
  return (
    <Rows
      label={label}
      none="Nothing is attached."
      heads={['Name', 'Addresses, MAC', 'Wiring']}
      rows={members.map(({ endpoint, container, part, inside, outside }) => ({
        key: endpoint.id,
        cells: [
          container ? (
            <ContainerLink key="name" container={{ id: container.id, name: shortName(container.name) }} />
          ) : (
            <div key="name">
              <CutText text={endpoint.ownerName} />
              {part === null ? null : <div className="font-sans text-soft">{part}</div>}
            </div>
          ),
          <div key="addresses">
            {[endpoint.ipv4, endpoint.ipv6]
              .filter((address) => address !== null)
              .map((address) => (
                <div key={address}>{address}</div>
              ))}
            <div className="text-soft">{endpoint.mac}</div>
          </div>,
          [inside?.name, outside?.name].filter(Boolean).join(' ⟷ ') || originWords[endpoint.origin],
        ],
      }))}
    />
  )
}

const originWords = { configured: 'configured, not running', observed: 'interface not found', inferred: 'inferred' }
