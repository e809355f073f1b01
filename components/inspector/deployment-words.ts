import type { DeploymentModel } from '../../lib/model/network.ts'

/** Which deployment model a network is, and what that means for whoever is on it. */
export function deploymentWords(model: DeploymentModel): { name: string; means: string } {
  return words[model]
}

const words: Record<DeploymentModel, { name: string; means: string }> = {
  'bridge-nat': {
    name: 'Bridge with NAT',
    means: 'Containers reach out behind the address of the host, and are reached from outside only by published ports.',
  },
  'bridge-underlay': {
    name: 'Bridge mapped to the underlay',
    means:
      'A NIC of the host is a port of the bridge: containers are on the physical network itself, without NAT, and every host of it sees them.',
  },
  'bridge-routed': {
    name: 'Routed bridge',
    means:
      'Packets leave with the addresses of the containers, without NAT: whoever is to answer needs a route to this subnet.',
  },
  'bridge-internal': {
    name: 'Internal bridge',
    means: 'Containers reach each other and nothing outside of this network.',
  },
  'docker-gwbridge': {
    name: 'docker_gwbridge',
    means: 'The way out of this host for containers on overlays, behind NAT; each host has its own.',
  },
  'overlay-gwbridge': {
    name: 'Overlay with docker_gwbridge',
    means:
      'Containers on all hosts share one network in VXLAN, and reach the outside through docker_gwbridge of their own host.',
  },
  'overlay-internal': {
    name: 'Overlay without outside',
    means: 'Containers on all hosts share one network in VXLAN, and reach nothing outside of it.',
  },
  macvlan: {
    name: 'Macvlan',
    means:
      'Containers are on the physical network with MACs of their own; they cannot talk with their own host over the parent interface.',
  },
  ipvlan: {
    name: 'Ipvlan',
    means:
      'Containers are on the physical network with the MAC of the parent interface; they cannot talk with their own host over it.',
  },
  host: {
    name: 'Host mode',
    means:
      'Containers use the interfaces, addresses and ports of the host itself; nothing is between them and the network.',
  },
  none: { name: 'None mode', means: 'Containers have a loopback interface and nothing else.' },
  plugin: { name: 'Remote plug-in', means: 'A plug-in wires this network; what it does is not known to Docker.' },
  unknown: { name: 'Unknown', means: 'What was read does not tell which model this is.' },
}
