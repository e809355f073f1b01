import type { Address, Prefix } from '../model/address.ts'

/** `10.0.0.1/24` as `10.0.0.1`. */
export const addressOfPrefix = (prefix: Prefix): Address => prefix.replace(/\/.*$/, '')
