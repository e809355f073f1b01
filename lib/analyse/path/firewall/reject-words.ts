const words: Readonly<Record<string, string>> = {
  'tcp-reset': 'a RST',
  'icmp-net-unreachable': 'ICMP network unreachable',
  'icmp-host-unreachable': 'ICMP host unreachable',
  'icmp-proto-unreachable': 'ICMP protocol unreachable',
  'icmp-port-unreachable': 'ICMP port unreachable',
  'icmp-net-prohibited': 'ICMP network prohibited',
  'icmp-host-prohibited': 'ICMP host prohibited',
  'icmp-admin-prohibited': 'ICMP administratively prohibited',
  'icmp6-no-route': 'ICMPv6 no route',
  'icmp6-adm-prohibited': 'ICMPv6 administratively prohibited',
  'icmp6-addr-unreachable': 'ICMPv6 address unreachable',
  'icmp6-port-unreachable': 'ICMPv6 port unreachable',
}

/** What REJECT sends, in a sentence. */
export const rejectWords = (how: string): string => words[how] ?? how
