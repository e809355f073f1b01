import { debianRoot } from './debian-root.ts'

/** Root file system of Debian sid, whose engine is some generations newer than the machine's. */
export const sidRoot = debianRoot('sid', [
  ...['docker.io', 'docker-cli', 'docker-compose', 'iptables', 'nftables', 'iproute2', 'bridge-utils', 'conntrack'],
  ...['iputils-ping', 'tcpdump', 'ca-certificates'],
])
