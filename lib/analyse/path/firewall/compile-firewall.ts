import type { Firewall, FirewallTable } from '../../../model/firewall.ts'
import type { Gap } from '../../../model/gap.ts'
import type { NamespaceId } from '../../../model/id.ts'
import type { Namespace } from '../../../model/namespace.ts'
import { compileIptables } from './compile-iptables.ts'
import type { CompiledFirewall, CompiledTable } from './compiled-firewall.ts'
import { gapsOf } from './gaps-of.ts'
import { compileNftTable } from './nft/compile-nft.ts'

type Kept = { gaps: readonly Gap[]; firewall: CompiledFirewall }
const kept = new WeakMap<Firewall | Namespace, Kept>()
const tables = new WeakMap<FirewallTable, CompiledTable>()

/** All rule sets of a namespace, ready to be asked; once a record. `gaps` are those that touch the namespace. */
export function compileFirewall(
  firewall: Firewall | null,
  namespace: Namespace,
  gaps: readonly Gap[],
): CompiledFirewall {
  const key = firewall ?? namespace
  const known = kept.get(key)
  if (known && sameGaps(known.gaps, gaps)) return known.firewall
  const compiled: CompiledFirewall = {
    namespaceId: namespace.id,
    tables: (firewall?.tables ?? [])
      .filter(({ dormant }) => !dormant)
      .map((table) => compileTable(table, namespace.id)),
    ...gapsOf(firewall, gaps),
    bridgeTracks: (firewall?.tables ?? []).some(asksConntrack),
  }
  kept.set(key, { gaps, firewall: compiled })
  return compiled
}

const sameGaps = (one: readonly Gap[], other: readonly Gap[]): boolean =>
  one === other || (one.length === other.length && one.every((gap, at) => gap === other[at]))

function compileTable(table: FirewallTable, namespaceId: NamespaceId): CompiledTable {
  const known = tables.get(table)
  if (known) return known
  const compiled =
    table.backend === 'nftables' ? compileNftTable(table, namespaceId) : compileIptables(table, namespaceId)
  tables.set(table, compiled)
  return compiled
}

const asksConntrack = ({ family, chains }: FirewallTable): boolean =>
  family === 'bridge' && chains.some(({ rules }) => rules.some(({ text }) => /\bct\b/.test(text)))
