import type { Family } from '../../../model/address.ts'
import type { CompiledRouting } from './compile-routing.ts'

/** A sysctl of one interface (`net.ipv4.conf.eth0/5.rp_filter`; `all` for all); null where it was not read. */
export function deviceSetting(routing: CompiledRouting, family: Family, device: string, name: string): number | null {
  const version = family === 'inet' ? 'ipv4' : 'ipv6'
  const value = routing.sysctls[`net.${version}.conf.${device.replaceAll('.', '/')}.${name}`]
  return value === undefined ? null : Number(value)
}

/** The higher one of the interface's value and that of `all`, as the kernel takes rp_filter and, as yes or no, most others. */
export function highestSetting(routing: CompiledRouting, device: string, name: string): number | null {
  const own = deviceSetting(routing, 'inet', device, name)
  const all = deviceSetting(routing, 'inet', 'all', name)
  return own === null || all === null ? null : Math.max(own, all)
}
