import { z } from 'zod'

/** Text as the kernel prints it (`10.0.0.1`, `2001:db8::1`), canonical form. */
export const Address = z.string().min(1)
export type Address = z.infer<typeof Address>

/** `ADDRESS/LENGTH`, canonical form. */
export const Prefix = z.string().min(3)
export type Prefix = z.infer<typeof Prefix>

export const Family = z.enum(['inet', 'inet6'])
export type Family = z.infer<typeof Family>
