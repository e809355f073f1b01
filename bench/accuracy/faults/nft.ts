import { run } from '../../../e2e/lab/run.ts'
import { actor, type Ground, places } from '../ground.ts'
import { deviceWith, hostEndOf, inside } from '../inside.ts'
import { type Fault, onEach, singleHosts } from './fault.ts'

type Names = { db: string; dbMac: string; dbPort: string }

/** A fault that is a table of nft's own beside what iptables has. */
const hostTable = (
  name: string,
  family: string,
  body: (names: Names) => string,
  on: Fault['on'] = singleHosts,
): Fault => ({
  name,
  on,
  inject: (ground) =>
    onEach(ground.hosts, async (host) => {
      const { file } = places.host(ground, host)
      const text = `table ${family} portolan_bench {\n${body(await namesOf(ground, host))}\n}\n`
      await run(['nsenter', `--net=${file}`, '--', 'nft', '-f', '-'], { input: text })
      return async () => void (await inside(file, 'nft', 'delete', 'table', family, 'portolan_bench'))
    }),
})

async function namesOf(ground: Ground, host: string): Promise<Names> {
  const db = await deviceWith(actor(ground, host, 'db'), '172.31.')
  const end = await hostEndOf(db, places.host(ground, host).file)
  return { db: db.v4, dbMac: db.address ?? '', dbPort: end.ifname }
}

export const nftFaults: Fault[] = [
  hostTable(
    'nft-beside-iptables',
    'inet',
    ({ db }) => `
      set shut { type inet_service; elements = { 7003, 7999 } }
      chain forward {
        type filter hook forward priority -5; policy accept;
        ip saddr ${db} tcp dport 7001 drop
        udp dport @shut reject with icmpx admin-prohibited
        tcp dport @shut counter reject with tcp reset
      }
      chain input {
        type filter hook input priority 10; policy accept;
        iifname "docker0" udp dport { 7001, 7002 } drop
      }`,
  ),
  hostTable(
    'nft-bridge-drop',
    'bridge',
    ({ db, dbMac }) => `
      chain forward {
        type filter hook forward priority 0; policy accept;
        ip daddr ${db} tcp dport 7001 drop
        ether saddr ${dbMac} ip protocol icmp drop
      }`,
  ),
  hostTable(
    'nft-netdev-drop',
    'netdev',
    ({ dbPort }) => `
      chain from_db { type filter hook ingress device "${dbPort}" priority 0; policy accept; udp dport 7001 drop; }
      chain from_wire { type filter hook ingress devices = { "eth0", "eth1" } priority 0; policy accept; tcp dport { 7001, 7101 } drop; }`,
  ),
  {
    name: 'nft-arp-drop',
    on: singleHosts,
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const { file } = actor(ground, host, 'db')
        const peer = await deviceWith(actor(ground, host, 'peer'), (await namesOf(ground, host)).db.replace(/\d+$/, ''))
        const text = `table arp portolan_bench { chain input { type filter hook input priority 0; arp operation request arp saddr ip ${peer.v4} drop; }; }\n`
        await run(['nsenter', `--net=${file}`, '--', 'nft', '-f', '-'], { input: text })
        // What is known already would hide it.
        await inside(file, 'ip', 'neighbour', 'flush', 'all')
        await inside(actor(ground, host, 'peer').file, 'ip', 'neighbour', 'flush', 'all')
        return async () => void (await inside(file, 'nft', 'delete', 'table', 'arp', 'portolan_bench'))
      }),
  },
]
