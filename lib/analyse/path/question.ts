/** A question as a person or a program asks it; every field is checked by `tracePath`. */
export type PathQuestion = {
  from: string
  to: string
  protocol: 'icmp' | 'tcp' | 'udp'
  /** Null for icmp, or where the end's text holds it (`db:5432`). */
  port: number | null
  /** Octets of the IP packet; null for a small one. */
  size: number | null
}

/** Octets of a packet where the question names no size: an echo request with 56 octets, about a SYN or a small datagram. */
export const smallPacket = 84

/** Why a question cannot be answered as it stands. */
export type PathRefusal = {
  kind: 'refused'
  code: 'unknown-end' | 'ambiguous-end' | 'bad-port' | 'bad-protocol' | 'bad-size' | 'same-end'
  says: string
  field: 'from' | 'to' | 'port' | 'protocol' | 'size'
  /** What may have been meant, the nearest first. */
  candidates: string[]
}
