import type { Tunnel } from '../../lib/analyse/find-tunnels.ts'

/** Both ends of a tunnel, one below the other. */
export const TunnelAddresses = ({ addresses: [first, second] }: Pick<Tunnel, 'addresses'>) => (
  <>
    <div>{first ?? 'unknown'}</div>
    <div>{second}</div>
  </>
)
