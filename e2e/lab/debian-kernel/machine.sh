#!/bin/sh
# First process of the virtual machine: mounts what is shared with it, loads what hosts will want, and answers commands until it is taken down.
# Hosts have roots of their own, where modprobe finds no module, so what an engine would load itself is loaded here.
set -eu
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
. /run/machine/settings

mount -t proc proc /proc
mount -t sysfs sys /sys
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t tmpfs tmp /tmp
mount -t cgroup2 cgroup /sys/fs/cgroup
mkdir -p /run/lock
hostname debian-kernel
printf '127.0.0.1 localhost\n127.0.0.1 debian-kernel\n' >/etc/hosts
mount --make-rshared /

modprobe -a virtio_net 9pnet_virtio 9p overlay br_netfilter veth bridge macvlan ipvlan 8021q vrf dummy vxlan
modprobe -a ip_vs ip_vs_rr xt_ipvs nf_conntrack nf_nat nf_tables nft_compat ip_tables ip6_tables iptable_nat iptable_filter
modprobe -a esp4 esp6 xfrm_user xfrm_algo authenc cbc aesni_intel gcm sch_netem sch_ingress cls_u32 cls_matchall cls_flower act_mirred act_gact

while read -r kind source path; do
  mkdir -p "$path"
  case $kind in
    disk) mount -t ext4 -o noatime "$source" "$path" ;;
    share) mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,ro,cache=mmap "$source" "$path" ;;
    cached-share) mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,ro,cache=loose "$source" "$path" ;;
  esac
done </run/machine/mounts

mkdir /run/copy
while read -r tag paths; do
  mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,ro "$tag" /run/copy
  for path in $paths; do
    mkdir -p "${path%/*}"
    [ -e "$path" ] || cp -rL "/run/copy/${path##*/}" "$path"
  done
  umount /run/copy
done </run/machine/copies

# Every new namespace begins with what the first one has. On a Docker host that forwards, and a balancer's answers are forwarded inside its namespace.
echo 1 >/proc/sys/net/ipv4/ip_forward
ip link set lo up
ip address add 10.0.2.15/24 dev eth0
ip link set eth0 up
cd "$repository"
"$node" e2e/lab/debian-kernel/command-server.js "$port" /run/machine/token "$lab" &
# Whatever loses its parent ends up here and is reaped.
while :; do sleep 86400 & wait $!; done
