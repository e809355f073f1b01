import type { Interface } from '../../lib/model/interface.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import { Block } from './Block.tsx'
import { InterfaceTable } from './InterfaceTable.tsx'
import { IpvsTable, NeighbourTable, RuleTable, SysctlTable } from './NamespaceTables.tsx'
import { SocketTable } from './SocketTable.tsx'

type Props = { namespace: Namespace | null; interfaces: Interface[]; none: string }

/** What the kernel holds for a network namespace, list by list. */
export function KernelView({ namespace, interfaces, none }: Props) {
  if (namespace === null) return <p className="text-soft">{none}</p>
  return (
    <>
      <Block title="Listening sockets" see="sockets">
        <SocketTable label="Listening sockets" sockets={namespace.sockets} none="Nothing listens." />
      </Block>
      <Block title="Interfaces" see="addresses">
        <InterfaceTable interfaces={interfaces} />
      </Block>
      <Block title="Policy rules" see="rules">
        <RuleTable rules={namespace.rules} />
      </Block>
      <Block title="Neighbours" see="neighbours">
        <NeighbourTable neighbours={namespace.neighbours} />
      </Block>
      {namespace.ipvs.length === 0 ? null : (
        <Block title="IPVS services" see="ipvs">
          <IpvsTable services={namespace.ipvs} />
        </Block>
      )}
      <Block title="Sysctls" see="sysctls">
        <SysctlTable sysctls={namespace.sysctls} />
      </Block>
    </>
  )
}
