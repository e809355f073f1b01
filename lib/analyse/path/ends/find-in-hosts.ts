import { type Ip, ipOf } from '../ip.ts'

/** The addresses that hosts(5) gives a name, and the lines that do. */
export function findInHosts(text: string, name: string): { addresses: Ip[]; lines: string[] } {
  const wanted = name.toLowerCase()
  const addresses = new Set<Ip>()
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*$/, '').trim().split(/\s+/)
    const ip = names.some((one) => one.toLowerCase() === wanted) ? ipOf(address) : null
    if (!ip) continue
    addresses.add(ip)
    lines.push([address, ...names].join(' '))
  }
  return { addresses: [...addresses], lines }
}
