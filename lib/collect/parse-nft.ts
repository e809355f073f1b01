import type { FirewallChain, FirewallRule, FirewallTable } from '../model/firewall.ts'
import type { PartReading } from './namespace-facts.ts'
import { type NftStatement, readNftStatements } from './read-nft-statements.ts'

/** Output of `nft list ruleset`: tables with chains, rules (counters apart), sets and other objects. */
export function parseNft(text: string): PartReading<FirewallTable[]> {
  const { statements, cut } = readNftStatements(text)
  const tables: FirewallTable[] = []
  const unknown: string[] = []
  for (const statement of statements) {
    const [, family, name] = /^table (\S+) (\S+)$/.exec(statement.head) ?? []
    if (family === undefined || name === undefined || !statement.inner) unknown.push(statement.head)
    else tables.push(toTable(family, unquoted(name), statement.inner))
  }
  const problems: PartReading<unknown>['problems'] = []
  if (cut) problems.push({ code: 'bad-answer', reason: 'the output is cut: a block is not closed' })
  if (unknown.length > 0)
    problems.push({
      code: 'not-understood',
      reason: `${unknown.length} statements, first: ${unknown[0]?.slice(0, 120)}`,
    })
  return { value: tables, problems }
}

function toTable(family: string, name: string, inner: NftStatement[]): FirewallTable {
  const table: FirewallTable = { backend: 'nftables', family, name, dormant: false, chains: [], objects: [] }
  for (const statement of inner) {
    const chain = /^chain (\S+)$/.exec(statement.head)?.[1]
    if (chain !== undefined && statement.inner) table.chains.push(toChain(unquoted(chain), statement.inner))
    else if (/^flags [\w,]+$/.test(statement.text)) table.dormant = /\bdormant\b/.test(statement.text)
    else table.objects.push(withoutState(statement.text))
  }
  return table
}

const base = /^type (\S+) hook (\S+)(?: devices? (?:= )?(\{[^}]*\}|\S+))? priority ([^;]+);(?: policy (\w+);)?/

function toChain(name: string, inner: NftStatement[]): FirewallChain {
  const chain: FirewallChain = {
    name,
    hook: null,
    priority: null,
    type: null,
    policy: null,
    devices: [],
    policyPackets: null,
    policyBytes: null,
    rules: [],
  }
  for (const { text } of inner) {
    const [, type, hook, devices = '', priority, policy] = base.exec(text) ?? []
    if (type !== undefined && hook !== undefined) {
      Object.assign(chain, {
        type,
        hook,
        devices: devices.match(/[^{}",\s]+/g) ?? [],
        priority: priority?.trim() ?? null,
        policy: policy ?? 'accept',
      })
    } else if (!/^(?:comment|policy) /.test(text)) chain.rules.push(toRule(text))
  }
  return chain
}

function toRule(text: string): FirewallRule {
  const count = /\bcounter packets (\d+) bytes (\d+)/.exec(text)
  return {
    text: withoutCounters(text),
    packets: count?.[1] === undefined ? null : Number(count[1]),
    bytes: count?.[2] === undefined ? null : Number(count[2]),
  }
}

const withoutCounters = (text: string): string =>
  text.replace(/\bcounter packets \d+ bytes \d+/, 'counter').replace(/ # handle \d+$/, '')

/** What changes with every packet or second is no part of an object's words. */
const withoutState = (text: string): string =>
  text
    .replace(/ packets \d+ bytes \d+/g, '')
    .replace(/ expires [\dwdhms]+/g, '')
    .replace(/ used \d+ \w+/g, '')
    .replace(/ # handle \d+$/, '')

const unquoted = (name: string): string => name.replace(/^"(.*)"$/, '$1')
