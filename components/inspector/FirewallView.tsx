import { useState } from 'react'
import type { Firewall, FirewallChain, FirewallTable } from '../../lib/model/firewall.ts'
import { formatCount } from '../ui/format-count.ts'

type Props = { firewall: Firewall | null; none: string; open?: boolean }

/** Every chain of every table in its tool's own words, with counters; a filter keeps the rules that hold its text. */
export function FirewallView({ firewall, none, open = false }: Props) {
  const [query, setQuery] = useState('')
  if (firewall === null || firewall.tables.length === 0) return <p className="text-soft">{none}</p>
  const wanted = query.trim().toLowerCase()
  const tables = firewall.tables
    .map((table) => ({ ...table, chains: table.chains.filter((chain) => wanted === '' || holds(chain, wanted)) }))
    .filter((table) => table.chains.length > 0 || table.objects.length > 0)
  return (
    <div className="flex flex-col gap-2">
      <input
        type="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        aria-label="Filter rules"
        placeholder="Filter rules"
        className="min-h-7 rounded-md border border-line bg-card px-2 placeholder:text-soft pointer-coarse:min-h-11"
      />
      {tables.map((table) => (
        <TableOfRules
          key={`${table.backend} ${table.family} ${table.name}`}
          table={table}
          wanted={wanted}
          open={open}
        />
      ))}
      {tables.length === 0 ? <p className="text-soft">No rule matches.</p> : null}
    </div>
  )
}

const holds = (chain: FirewallChain, wanted: string): boolean =>
  chain.name.toLowerCase().includes(wanted) || chain.rules.some((rule) => rule.text.toLowerCase().includes(wanted))

function TableOfRules({ table, wanted, open }: { table: FirewallTable; wanted: string; open: boolean }) {
  return (
    <section aria-label={`${table.family} ${table.name}`}>
      <h4 className="text-soft">
        <bdi>
          {table.backend} · {table.family} · {table.name}
        </bdi>
      </h4>
      {table.chains.map((chain) => (
        <Chain key={`${chain.name} ${wanted !== ''}`} chain={chain} wanted={wanted} open={open || wanted !== ''} />
      ))}
      {table.objects.length === 0 ? null : (
        <details>
          <summary>
            {table.objects.length} {table.objects.length === 1 ? 'set or map' : 'sets and maps'}
          </summary>
          <pre className="mono overflow-x-auto whitespace-pre-wrap">{table.objects.join('\n')}</pre>
        </details>
      )}
    </section>
  )
}

function Chain({ chain, wanted, open }: { chain: FirewallChain; wanted: string; open: boolean }) {
  const [shown, setShown] = useState(open)
  const named = chain.name.toLowerCase().includes(wanted)
  const rules = named ? chain.rules : chain.rules.filter((rule) => rule.text.toLowerCase().includes(wanted))
  return (
    <details
      open={shown}
      onToggle={(event) => setShown(event.currentTarget.open)}
      className="border-hair border-b py-1"
    >
      <summary>
        <bdi className="mono font-semibold">{chain.name}</bdi>{' '}
        <span className="text-soft">
          {[
            chain.hook === null ? null : `${chain.hook}${chain.priority === null ? '' : ` at ${chain.priority}`}`,
            chain.policy === null ? null : `policy ${chain.policy}${counted(chain.policyPackets, chain.policyBytes)}`,
            chain.rules.length === 1 ? '1 rule' : `${chain.rules.length} rules`,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </summary>
      {shown ? (
        <ol className="mono">
          {rules.map((rule, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same rule may stand in a chain twice
            <li key={index} className="wrap-anywhere flex gap-2 py-0.5 pl-3">
              <bdi className="min-w-0 flex-1">{rule.text}</bdi>
              <span className="shrink-0 text-soft" title={counters(rule.packets, rule.bytes)}>
                {rule.packets === null ? '' : formatCount(rule.packets)}
              </span>
            </li>
          ))}
        </ol>
      ) : null}
    </details>
  )
}

const counters = (packets: number | null, bytes: number | null): string =>
  packets === null ? 'no counter' : `${packets} packets, ${bytes ?? 0} bytes`

const counted = (packets: number | null, bytes: number | null): string =>
  packets === null ? '' : ` (${counters(packets, bytes)})`
