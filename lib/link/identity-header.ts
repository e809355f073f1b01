import { AgentIdentity } from './protocol.ts'

/** The header by which an answer over the network shows who gives it: `PUBLICKEY.SIGNATURE`. */
export const identityHeader = 'portolan-identity'

export const formatIdentity = ({ publicKey, signature }: AgentIdentity): string => `${publicKey}.${signature}`

export function parseIdentity(header: string | string[] | undefined): AgentIdentity | null {
  if (typeof header !== 'string') return null
  const [publicKey, signature] = header.split('.')
  return AgentIdentity.safeParse({ publicKey, signature }).data ?? null
}
