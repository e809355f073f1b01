/**
 * What runs inside a network namespace, once for all its parts. POSIX sh and builtins, for dash and busybox alike; nothing is ever put into it: the
 * boundary, the names of the two save programs and the parts to read come as arguments.
 *
 * The sysctls are read by one grep: a shell's own `read` takes a byte at a time, and the kernel gives these files to the first read only. Where there
 * are many interfaces, those of a bridge's or bond's ports are left out: their packets are their master's, and each of these files costs as much as
 * a whole interface of `ip link`.
 *
 * Each group of parts ends with a line `BOUNDARY GROUP EXITCODE` on both outputs, so that what stands before it belongs to that group. A batch of
 * `ip` prints one array a line and names the failed lines on stderr. iptables-save and `nft list ruleset` are run only where nf_tables holds a
 * table of that family, legacy saves only where the kernel names a legacy table, filters of tc only where a qdisc may have some.
 *
 * `ip xfrm` ends the program that runs it, so it is a batch's last line; it prints no JSON. Keys are never asked for.
 */
export const namespaceScript = String.raw`
B=$1; SAVE4=$2; SAVE6=$3; LEGACY4=$4; LEGACY6=$5; shift 5
mark() { printf '\n%s %s %s\n' "$B" "$1" "$2"; printf '\n%s %s %s\n' "$B" "$1" "$2" >&2; }

ip_any() {
  ip -j -d -force -batch - <<'E'
link show
address show
neighbour show
neighbour show proxy
netns list-id
xfrm policy list
E
}
ip_4() {
  ip -j -d -4 -force -batch - <<'E'
route show table all
rule show
xfrm state list nokeys
E
}
ip_6() {
  ip -j -d -6 -force -batch - <<'E'
route show table all
rule show
xfrm state list nokeys
E
}
traffic() {
  Q=$(tc qdisc show) || return
  while read -r _ K _ _ N R; do
    case $K in
      '' | no* | pfifo* | bfifo | mq | fq | fq_codel | codel | sfq | cake) ;;
      clsact | ingress)
        printf '> %s ingress\n' "$N"
        tc filter show dev "$N" ingress || return
        [ "$K" = ingress ] && continue
        printf '> %s egress\n' "$N"
        tc filter show dev "$N" egress || return
        ;;
      *)
        printf '> %s root\nqdisc %s %s\n' "$N" "$K" "$R"
        case $R in root*) tc filter show dev "$N" || return ;; esac
        ;;
    esac
  done <<E
$Q
E
}
legacy() {
  F=$1; N=; shift
  [ -e "$F" ] || return 120
  read -r N <"$F" || [ -r "$F" ] || return 121
  [ -n "$N" ] || return 120
  "$@"
}
not_ports() {
  ip -br -force -batch - 2>/dev/null <<'E'
link show nomaster
link show type vrf_slave
E
}
sysctls() {
  cd /proc/sys/net/ipv4/conf || return 121
  set -- *
  if [ $# -gt 32 ] && I=$(not_ports); then
    set -- all default
    while IFS='@ ' read -r N _; do set -- "$@" "$N"; done <<E
$I
E
  fi
  F=$#
  for N; do
    C=ipv4/conf/$N D=ipv6/conf/$N
    set -- "$@" "$C/forwarding" "$C/rp_filter" "$C/src_valid_mark" "$C/route_localnet" "$C/proxy_arp" "$C/arp_ignore" \
      "$C/arp_announce" "$C/arp_filter" "$C/accept_local" "$C/ignore_routes_with_linkdown" "$C/send_redirects" \
      "$D/forwarding" "$D/disable_ipv6" "$D/accept_ra" "$D/proxy_ndp"
  done
  shift $F
  cd ../.. || return 121
  grep -s '' ipv4/ip_forward ipv4/ip_nonlocal_bind ipv4/ip_local_port_range ipv4/ip_unprivileged_port_start \
    ipv4/icmp_echo_ignore_all ipv4/icmp_echo_ignore_broadcasts ipv4/icmp_ratelimit ipv4/ip_default_ttl \
    ipv4/fib_multipath_hash_policy ipv4/tcp_l3mdev_accept ipv4/udp_l3mdev_accept \
    ipv6/bindv6only ipv6/icmp/echo_ignore_all ipv6/ip_nonlocal_bind \
    bridge/bridge-nf-call-iptables bridge/bridge-nf-call-ip6tables bridge/bridge-nf-call-arptables \
    bridge/bridge-nf-filter-vlan-tagged ipv4/vs/conntrack ipv4/vs/conn_reuse_mode ipv4/vs/expire_nodest_conn \
    netfilter/nf_conntrack_max netfilter/nf_conntrack_tcp_be_liberal ipv4/ip_local_reserved_ports \
    ipv4/neigh/default/gc_thresh1 ipv4/neigh/default/gc_thresh2 ipv4/neigh/default/gc_thresh3 "$@"
  E=$?
  [ $E -gt 2 ] || E=0 # 2: one of the files is not there, as with older kernels
  return $E
}

T=; R=127
nft_tables() { T=$(nft list tables); R=$?; return $R; }
has() { [ $R -ne 0 ] || case "$T" in *"table $1"*) ;; *) return 1 ;; esac; }

for G in "$@"; do
  case $G in
    ip) ip_any ;;
    ip4) ip_4 ;;
    ip6) ip_6 ;;
    fdb) bridge -j -d fdb show ;;
    vlans) bridge -j vlan show ;;
    traffic) traffic ;;
    tables) nft_tables ;;
    nft) [ $R -eq 0 ] && [ -z "$T" ] || nft list ruleset ;;
    iptables) if has "ip "; then "$SAVE4" -c; fi ;;
    ip6tables) if has "ip6 "; then "$SAVE6" -c; fi ;;
    iptablesLegacy) legacy /proc/self/net/ip_tables_names "$LEGACY4" -c ;;
    ip6tablesLegacy) legacy /proc/self/net/ip6_tables_names "$LEGACY6" -c ;;
    sockets) ss -H -l -n -t -u -S ;;
    socketDetails) ss -H -l -n -t -u -S -e ;;
    ipvs) if [ -e /proc/self/net/ip_vs ]; then cat /proc/self/net/ip_vs; else (exit 120); fi ;;
    sysctls) (sysctls) ;;
  esac
  mark "$G" $?
done
`
