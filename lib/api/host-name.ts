import ipaddr from 'ipaddr.js'

const shape = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/

export type KnownHosts = {
  /** The address that the server listens on. */
  host: string
  /** Names configured besides. */
  hostNames: readonly string[]
}

/**
 * Whether a `Host` header names this server. A page of a foreign name that now resolves to this machine (DNS rebinding) is not it: its
 * browser sends the foreign name.
 */
export function namesThisServer(header: string | null, { host, hostNames }: KnownHosts): boolean {
  const name = shape.exec(header?.toLowerCase() ?? '')?.[1]?.replace(/^\[|\]$/g, '')
  if (!name) return false
  if (name === 'localhost' || name === host.toLowerCase() || hostNames.includes(name)) return true
  if (!ipaddr.isValid(name)) return false
  // Rebinding needs a name. Where the server listens on all addresses, any address is one of its own.
  const everywhere = host === '0.0.0.0' || host === '::'
  return everywhere || ipaddr.parse(name).range() === 'loopback'
}
