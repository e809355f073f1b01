/** Widths in pixels that fit what a column usually holds. */
const widths: Record<string, number> = {
  Container: 150,
  Network: 140,
  Subnets: 180,
  Gateways: 150,
  Image: 150,
  IPv4: 148,
  IPv6: 184,
  MAC: 150,
  Ports: 130,
  'Deployment model': 140,
  Flags: 130,
  Service: 140,
  Node: 120,
  Task: 140,
  Nodes: 150,
  Networks: 160,
  'Virtual addresses': 190,
  Published: 220,
  Mode: 130,
  Address: 120,
  Addresses: 200,
  Error: 220,
  'Since (UTC)': 150,
  'Of service': 120,
  'Node labels': 140,
}
const usual = 92
const machineText = new Set([
  'IPv4',
  'IPv6',
  'MAC',
  'Ports',
  'Subnets',
  'Gateways',
  'Virtual addresses',
  'Published',
  'Address',
  'Addresses',
])

/** How much room a column wants, and whether its text is for terminals. */
export const columnShape = (title: string): { width: number; mono: boolean } => ({
  width: widths[title] ?? usual,
  mono: machineText.has(title),
})
