const shares: Record<string, number> = {
  Container: 3,
  Network: 3,
  Subnets: 3,
  Image: 3,
  IPv6: 3,
  IPv4: 2.4,
  MAC: 2.4,
  Ports: 2.4,
  'Deployment model': 2.4,
  Flags: 2,
  Members: 1.2,
}
const machineText = new Set(['IPv4', 'IPv6', 'MAC', 'Ports', 'Subnets', 'Gateways'])

/** How much room a column takes beside the others, and whether its text is for terminals. */
export const columnShape = (title: string): { share: number; mono: boolean } => ({
  share: shares[title] ?? 1.8,
  mono: machineText.has(title),
})
