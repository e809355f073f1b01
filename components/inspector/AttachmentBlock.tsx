import type { Interface } from '../../lib/model/interface.ts'
import { CutText } from '../ui/CutText.tsx'
import { Facts } from '../ui/Facts.tsx'
import type { Attachment } from './attachment.ts'
import { NetworkName } from './NetworkName.tsx'

type Props = { attachment: Attachment }

/** One network of a container: addresses first, then how it is wired and what it is called there. */
export function AttachmentBlock({ attachment }: Props) {
  const { endpoint, network, inside } = attachment
  const addresses = shownAddresses(attachment)
  return (
    <li className="border-hair border-b py-2 first:pt-0 last:border-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <NetworkName network={network} fallback={endpoint.networkId} />
        <span className="mono text-soft">
          {inside ? (
            <bdi>{inside.name}</bdi>
          ) : endpoint.origin === 'observed' ? (
            'interface not found'
          ) : (
            originWord[endpoint.origin]
          )}
          {inside && !inside.up ? ' down' : ''}
        </span>
      </div>
      <ul className="mono font-semibold">
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
        {addresses.length === 0 ? <li className="font-normal font-sans text-soft">No address.</li> : null}
      </ul>
      <Facts
        facts={[
          ['gateway', [endpoint.gateway4, endpoint.gateway6].filter((gateway) => gateway !== null).join(', ') || null],
          ['gateway priority', endpoint.gatewayPriority === 0 ? null : String(endpoint.gatewayPriority)],
          ['MAC', endpoint.mac ?? inside?.mac ?? null],
          ['wiring', wiring(attachment)],
          ['names', <Names key="names" names={endpoint.names} />, endpoint.names.length > 0],
          ['aliases', <Names key="aliases" names={endpoint.aliases} />, endpoint.aliases.length > 0],
          ['seen', inside === null || endpoint.origin === 'observed' ? null : originWord[endpoint.origin]],
        ]}
      />
    </li>
  )
}

const originWord = {
  configured: 'configured, not running',
  observed: 'seen by the kernel',
  inferred: 'inferred, not read from the kernel',
}

/** The kernel's addresses where the interface is known, else what the engine says. */
function shownAddresses({ endpoint, inside }: Attachment): string[] {
  const kernel = inside?.addresses.filter((address) => address.scope !== 'link').map((address) => address.prefix) ?? []
  if (kernel.length > 0) return kernel
  return [endpoint.ipv4, endpoint.ipv6].filter((address) => address !== null)
}

function wiring({ inside, outside, upper }: Attachment): string | null {
  if (!inside) return null
  const mtu = `mtu ${inside.mtu}`
  if (outside) return `${inside.name} ⟷ ${outside.name}${upper ? `, port of ${upper.name}` : ''}, ${mtu}`
  if (upper) return `${inside.name} on ${upper.name}${modeOf(inside)}, ${mtu}`
  return `${inside.name}, ${mtu}`
}

const modeOf = ({ type }: Interface): string =>
  type.kind === 'macvlan' || type.kind === 'ipvlan' ? `, ${type.kind} ${type.mode}` : ''

const Names = ({ names }: { names: string[] }) => (
  <span className="flex flex-wrap gap-x-2">
    {names.map((name) => (
      <CutText key={name} text={name} />
    ))}
  </span>
)
