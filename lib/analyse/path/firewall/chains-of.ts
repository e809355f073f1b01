import type { Family } from '../../../model/address.ts'
import type { CompiledChain, CompiledFirewall, CompiledTable, HookPlace } from './compiled-firewall.ts'

export type BaseChain = { readonly table: CompiledTable; readonly chain: CompiledChain; readonly priority: number }

/** What a hook runs, in order: chains of nat apart, since nat is one step of its own in which they are asked one after the other. */
export type HookChains = { readonly plain: readonly BaseChain[]; readonly nat: readonly BaseChain[] }

const known = new WeakMap<CompiledFirewall, Map<string, HookChains>>()

export function chainsOf(firewall: CompiledFirewall, place: HookPlace, family: Family): HookChains {
  const device =
    place.level === 'netdev' ? ((place.hook === 'egress' ? place.outInterface : place.inInterface) ?? '') : ''
  const key = `${place.level} ${place.hook} ${family} ${device}`
  let ofFirewall = known.get(firewall)
  if (!ofFirewall) {
    ofFirewall = new Map()
    known.set(firewall, ofFirewall)
  }
  let chains = ofFirewall.get(key)
  if (!chains) {
    chains = collect(firewall, place, family, device)
    ofFirewall.set(key, chains)
  }
  return chains
}

function collect(firewall: CompiledFirewall, place: HookPlace, family: Family, device: string): HookChains {
  const plain: BaseChain[] = []
  const nat: BaseChain[] = []
  for (const table of firewall.tables) {
    if (!meets(table.family, place.level, family)) continue
    for (const chain of table.chains.values()) {
      const { base } = chain
      if (base?.hook !== place.hook || (place.level === 'netdev' && !isBoundTo(base.devices ?? [], device))) continue
      const list = base.type === 'nat' ? nat : plain
      list.push({ table, chain, priority: base.priority })
    }
  }
  const byPriority = (one: BaseChain, other: BaseChain): number => one.priority - other.priority
  return { plain: plain.sort(byPriority), nat: nat.sort(byPriority) }
}

/** A name that ends in `*` stands for all that begin so. */
const isBoundTo = (devices: readonly string[], device: string): boolean =>
  devices.some((name) => (name.endsWith('*') ? device.startsWith(name.slice(0, -1)) : name === device))

function meets(tableFamily: string, level: HookPlace['level'], family: Family): boolean {
  if (level === 'bridge' || level === 'arp') return tableFamily === level
  // A table of inet has chains at a device's ingress too; they are told apart by their hook.
  if (level === 'netdev') return tableFamily === 'netdev' || tableFamily === 'inet'
  return tableFamily === 'inet' || tableFamily === (family === 'inet' ? 'ip' : 'ip6')
}
