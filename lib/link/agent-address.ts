/** Where an agent answers: a Unix socket of this machine, or over the network, where it takes the shared secret. */
export type AgentAddress = { kind: 'socket'; path: string } | { kind: 'network'; host: string; port: number }

/** As a person writes it: the path, `HOST:PORT`, or `[ADDRESS]:PORT` where the address has colons. */
export function formatAddress(address: AgentAddress): string {
  switch (address.kind) {
    case 'socket':
      return address.path
    case 'network':
      return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`
    default:
      return address satisfies never
  }
}
