import { debianRoot } from '../debian-root.ts'

/** Root file system of the virtual machine: Debian's kernel, the engine of the same Debian, and the tools that lab, agent and benches run. */
export const machineRoot = debianRoot('bookworm', [
  ...['linux-image-amd64', 'kmod', 'busybox-static', 'libstdc++6', 'procps', 'ca-certificates'],
  ...['docker.io', 'iptables', 'nftables', 'ebtables', 'arptables', 'iproute2', 'bridge-utils', 'conntrack', 'ipvsadm'],
  ...['iputils-ping', 'iputils-arping', 'tcpdump'],
])
