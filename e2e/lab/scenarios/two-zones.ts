import { planNodes, stackNetwork, stackService } from '../plan-swarm.ts'
import { httpServer, type SwarmScenario, tcpServer } from '../scenario.ts'
import type { Zone } from '../zone.ts'

const zones: Zone[] = ['a', 'b']

/** The first half of the hosts in zone a, the others in zone b, on a data path port that is not the usual one. */
export const twoZones: SwarmScenario = {
  kind: 'swarm',
  name: 'two-zones',
  about: 'one swarm over two underlay subnets with a router between, a service over both zones and one in each',
  fewestHosts: 2,
  plan: (hosts) => ({
    init: ['--data-path-port', '4790'],
    nodes: planNodes(hosts, (index) => (index < hosts.length / 2 ? 'a' : 'b'), true),
    secrets: [],
    networks: [
      stackNetwork('geo', 'mesh', ['--subnet', '10.30.1.0/24']),
      ...zones.map((zone, index) => stackNetwork('geo', `zone-${zone}`, ['--subnet', `10.30.${index + 2}.0/24`])),
    ],
    services: [
      stackService('geo', 'edge', {
        image: 'shop/web:1',
        networks: ['mesh'],
        options: ['--replicas', '4', '--placement-pref', 'spread=node.labels.zone', '--publish', '8080:80'],
        command: httpServer(80),
      }),
      ...zones.map((zone) =>
        stackService('geo', `cache-${zone}`, {
          image: 'shop/db:1',
          networks: ['mesh', `zone-${zone}`],
          options: ['--replicas', '2', '--constraint', `node.labels.zone==${zone}`],
          command: tcpServer(6379, 'cache'),
        }),
      ),
    ],
    besides: [],
  }),
}
