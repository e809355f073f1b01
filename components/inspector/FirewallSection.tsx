import type { Firewall } from '../../lib/model/firewall.ts'
import { Block } from './Block.tsx'
import { FirewallView } from './FirewallView.tsx'

type Props = { firewall: Firewall | null; open?: boolean }

/** The rule sets that the kernel enforces in one namespace. */
export function FirewallSection({ firewall, open = false }: Props) {
  return (
    <Block title="Firewall" see="firewall">
      <FirewallView firewall={firewall} unread="Not read." open={open} />
    </Block>
  )
}
