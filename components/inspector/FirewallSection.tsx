import type { Firewall } from '../../lib/model/firewall.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import { Block } from './Block.tsx'
import { FirewallView } from './FirewallView.tsx'
import { firewallNote } from './firewall-note.ts'

type Props = { namespace: Namespace | null; firewall: Firewall | null; gaps: Gap[]; open?: boolean }

/** The rule sets that the kernel enforces in one namespace. */
export function FirewallSection({ namespace, firewall, gaps, open = false }: Props) {
  return (
    <Block title="Firewall" see="firewall">
      <FirewallView firewall={firewall} none={firewallNote(namespace, gaps)} open={open} />
    </Block>
  )
}
