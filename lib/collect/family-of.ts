import type { Family } from '../model/address.ts'

/** Family of an address or prefix in text. */
export const familyOf = (address: string): Family => (address.includes(':') ? 'inet6' : 'inet')
