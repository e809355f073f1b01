import type { Family } from '../../../../model/address.ts'
import { type Ip, ipOf } from '../../ip.ts'

/** The address that has this number. */
export function addressOf(value: bigint, family: Family): Ip | null {
  if (family === 'inet') return ipOf([24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.'))
  return ipOf(
    value
      .toString(16)
      .padStart(32, '0')
      .replace(/(.{4})(?=.)/g, '$1:'),
  )
}
