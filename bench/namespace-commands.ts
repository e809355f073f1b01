import type { NamespaceText } from '../lib/host/host-source.ts'

const sysctlPaths = [
  'ipv4/ip_forward ipv4/ip_nonlocal_bind ipv4/ip_local_port_range ipv4/ip_unprivileged_port_start',
  'ipv4/icmp_echo_ignore_all ipv4/ip_default_ttl ipv4/fib_multipath_hash_policy ipv4/tcp_l3mdev_accept ipv4/udp_l3mdev_accept',
  'ipv6/bindv6only ipv6/icmp/echo_ignore_all ipv6/ip_nonlocal_bind',
  'bridge/bridge-nf-call-iptables bridge/bridge-nf-call-ip6tables bridge/bridge-nf-call-arptables bridge/bridge-nf-filter-vlan-tagged',
  'ipv4/vs/conntrack ipv4/vs/conn_reuse_mode ipv4/vs/expire_nodest_conn',
  'netfilter/nf_conntrack_max netfilter/nf_conntrack_tcp_be_liberal ipv4/ip_local_reserved_ports',
  'ipv4/neigh/default/gc_thresh1 ipv4/neigh/default/gc_thresh2 ipv4/neigh/default/gc_thresh3',
  ...['forwarding', 'rp_filter', 'src_valid_mark', 'route_localnet', 'proxy_arp', 'arp_ignore', 'arp_announce'].map(
    (name) => `ipv4/conf/*/${name}`,
  ),
  ...['arp_filter', 'accept_local'].map((name) => `ipv4/conf/*/${name}`),
  ...['forwarding', 'disable_ipv6', 'accept_ra', 'proxy_ndp'].map((name) => `ipv6/conf/*/${name}`),
]

const batch = (options: string, lines: string[]) => `ip -j -d ${options} -force -batch - <<'E'\n${lines.join('\n')}\nE`

/**
 * The commands that tell what Portolan read of a namespace, as a person would write them down: no marks, no conditions. Which of the firewall's are
 * among them depends on what there was to read.
 */
export function namespaceCommands(read: NamespaceText, saveTools: { save4: string; save6: string }): string[] {
  const holds = (part: keyof NamespaceText) => {
    const text = read[part]
    return text.state === 'read' && text.text.trim() !== ''
  }
  return [
    batch('', ['link show', 'address show', 'neighbour show', 'neighbour show proxy', 'netns list-id']),
    batch('-4', ['route show table all', 'rule show']),
    batch('-6', ['route show table all', 'rule show']),
    'bridge -j -d fdb show',
    'bridge -j vlan show',
    `cd /proc/sys/net; grep -s '' ${sysctlPaths.join(' ')}`,
    ...(holds('ipvs') ? ['cat /proc/self/net/ip_vs'] : []),
    'ss -H -l -n -t -u -S',
    'nft list tables >/dev/null',
    ...(holds('nft') ? ['nft list ruleset'] : []),
    ...(holds('iptables') ? [`${saveTools.save4} -c`] : []),
    ...(holds('ip6tables') ? [`${saveTools.save6} -c`] : []),
  ]
}

/** Whether both told equally much: the same number of lines that say something. */
export function countLines(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.split('\n').filter((line) => line.trim() !== '').length, 0)
}
