import type { FdbEntry, IpvsService, Neighbour, Rule } from '../../lib/model/namespace.ts'
import { Rows } from '../ui/Rows.tsx'

export const RuleTable = ({ rules }: { rules: Rule[] }) => (
  <Rows
    label="Policy rules"
    none="None read."
    heads={['Priority', 'Family', 'Rule']}
    rows={rules.map((rule, index) => ({
      key: `${index} ${rule.family} ${rule.priority}`,
      cells: [rule.priority, rule.family, <bdi key="text">{rule.text}</bdi>],
    }))}
  />
)

export const NeighbourTable = ({ neighbours }: { neighbours: Neighbour[] }) => (
  <Rows
    label="Neighbours"
    none="None known at the moment."
    heads={['Address', 'MAC', 'Device', 'State']}
    rows={neighbours.map((entry) => ({
      key: `${entry.address} ${entry.device} ${entry.proxy}`,
      cells: [
        entry.address,
        entry.mac ?? 'unknown',
        entry.device,
        [...entry.state, ...(entry.proxy ? ['proxy'] : [])].join(' '),
      ],
    }))}
  />
)

export const FdbTable = ({ entries }: { entries: FdbEntry[] }) => (
  <Rows
    label="Forwarding database"
    none="No entry read."
    heads={['MAC', 'Device', 'VLAN', 'Remote', 'Flags']}
    rows={entries.map((entry, index) => ({
      key: `${index} ${entry.mac} ${entry.device}`,
      cells: [entry.mac, entry.device, entry.vlan ?? '', remoteOf(entry), entry.flags.join(' ')],
    }))}
  />
)

const remoteOf = ({ remote, vni }: FdbEntry): string =>
  remote === null ? '' : `${remote}${vni === null ? '' : ` vni ${vni}`}`

export const IpvsTable = ({ services }: { services: IpvsService[] }) => (
  <Rows
    label="IPVS services"
    heads={['Service', 'Scheduler', 'Destinations']}
    rows={services.map((service) => ({
      key: service.service,
      cells: [
        service.service,
        service.scheduler,
        service.destinations.map(({ address, weight, forward }) => `${address} weight ${weight} ${forward}`).join(', '),
      ],
    }))}
  />
)

export const SysctlTable = ({ sysctls }: { sysctls: Record<string, string> }) => (
  <Rows
    label="Sysctls"
    none="None read."
    heads={['Name', 'Value']}
    rows={Object.entries(sysctls).map(([name, value]) => ({ key: name, cells: [name, value] }))}
  />
)
