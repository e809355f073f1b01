import type { Family } from '../../../model/address.ts'
import type { InterfaceId, NamespaceId } from '../../../model/id.ts'
import type { Interface } from '../../../model/interface.ts'
import type { Namespace, Rule } from '../../../model/namespace.ts'
import { groupBy } from '../../group-by.ts'
import { type Ip, ipOf } from '../ip.ts'
import { type PolicyRule, parsePolicyRule } from './policy-rule.ts'
import { compileTable, type RouteTable } from './route-table.ts'

/** One family's rules by priority and tables by name. */
export type FamilyRouting = {
  rules: readonly PolicyRule[]
  tables: ReadonlyMap<string, RouteTable>
  /** Whether other rules stand beside those for `local`, `main` and `default`. */
  customRules: boolean
  /** Whether `local` holds routes that no address made. */
  customLocal: boolean
  /** Why nothing can be looked up; null where it can. */
  gap: string | null
}

/** What a namespace routes by. */
export type CompiledRouting = {
  namespaceId: NamespaceId
  interfaces: readonly Interface[]
  deviceNamed: (name: string) => Interface | null
  byId: ReadonlyMap<InterfaceId, Interface>
  inet: FamilyRouting
  inet6: FamilyRouting
  /** Every address of its interfaces. */
  own: ReadonlySet<Ip>
  sysctls: Readonly<Record<string, string>>
}

const kept = new WeakMap<Namespace, CompiledRouting>()

/** The routing of a namespace, compiled once as long as its record and its interfaces are the same. */
export function routingOf(namespace: Namespace, interfaces: readonly Interface[]): CompiledRouting {
  const known = kept.get(namespace)
  if (known && sameList(known.interfaces, interfaces)) return known
  const compiled = compile(namespace, interfaces)
  kept.set(namespace, compiled)
  return compiled
}

const sameList = (a: readonly Interface[], b: readonly Interface[]): boolean =>
  a === b || (a.length === b.length && a.every((device, at) => device === b[at]))

function compile(namespace: Namespace, interfaces: readonly Interface[]): CompiledRouting {
  const byName = new Map(interfaces.map((device) => [device.name, device]))
  const deviceNamed = (name: string): Interface | null => byName.get(name) ?? null
  return {
    namespaceId: namespace.id,
    interfaces,
    deviceNamed,
    byId: new Map(interfaces.map((device) => [device.id, device])),
    inet: compileFamily(namespace, 'inet', deviceNamed),
    inet6: compileFamily(namespace, 'inet6', deviceNamed),
    own: new Set(interfaces.flatMap(({ addresses }) => addresses.flatMap(({ prefix }) => ipOf(prefix) ?? []))),
    sysctls: namespace.sysctls,
  }
}

function compileFamily(
  namespace: Namespace,
  family: Family,
  deviceNamed: (name: string) => Interface | null,
): FamilyRouting {
  const routes = namespace.routes.filter((route) => route.family === family)
  const told = namespace.rules.filter((rule) => rule.family === family)
  const rules = (told.length > 0 ? told : kernelRules(family)).toSorted((a, b) => a.priority - b.priority)
  return {
    rules: rules.map(parsePolicyRule),
    tables: new Map(
      [...groupBy(routes, ({ table }) => table)].map(([table, list]) => [table, compileTable(list, deviceNamed)]),
    ),
    customRules: rules.some(({ text }) => !/^from all lookup (local|main|default)$/.test(text)),
    customLocal: routes.some(({ type, protocol }) => type === 'local' && protocol !== 'kernel'),
    gap: told.length === 0 && routes.length === 0 ? gapOf(namespace, family) : null,
  }
}

/** What a kernel without policy rules does. */
const kernelRules = (family: Family): Rule[] => [
  { family, priority: 0, text: 'from all lookup local', table: 'local' },
  { family, priority: 32766, text: 'from all lookup main', table: 'main' },
]

/** A kernel without IPv6 tells neither rules nor routes of it, nor any of its sysctls. */
function gapOf({ routes, rules, sysctls }: Namespace, family: Family): string | null {
  const otherTold = routes.length > 0 || rules.length > 0
  const hasIpv6 = Object.keys(sysctls).some((name) => name.startsWith('net.ipv6.'))
  if (family === 'inet6' && otherTold && Object.keys(sysctls).length > 0 && !hasIpv6) return null
  return `The ${family === 'inet' ? 'IPv4' : 'IPv6'} routes and policy rules were not read.`
}
