/** Numbers of the protocols that packets of a trace have, by the names that iptables prints. */
export const protocolNumbers: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  esp: 50,
  'ipv6-icmp': 58,
  icmpv6: 58,
}
