import type { NamedRule } from '../../lib/api/contract.ts'
import { formatCount } from '../ui/format-count.ts'
import { Rows } from '../ui/Rows.tsx'

/** Rules that name the network's bridge or one of its subnets, in the order in which they stand. */
export function NamedRuleTable({ rules }: { rules: NamedRule[] }) {
  return (
    <Rows
      label="Rules that name the network"
      none="No rule names it."
      heads={['Table', 'Chain', 'Rule', 'Packets']}
      rows={rules.map(({ backend, family, table, chain, rule }, index) => ({
        key: `${index} ${table} ${chain}`,
        cells: [
          `${family} ${table}${backend === 'iptables-legacy' ? ' (legacy)' : ''}`,
          chain,
          <bdi key="rule" className="wrap-anywhere">
            {rule.text}
          </bdi>,
          rule.packets === null ? '' : formatCount(rule.packets),
        ],
      }))}
    />
  )
}
