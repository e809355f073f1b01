import { allPairs } from '../lib/analyse/path/all-pairs/all-pairs.ts'
import { type Generation, withRule } from '../lib/analyse/path/all-pairs/docker-rules.ts'
import { manyContainers } from '../lib/analyse/path/all-pairs/many-containers.ts'
import { tracePath } from '../lib/analyse/path/trace-path.ts'
import type { Topology } from '../lib/model/topology.ts'
import { printFigure } from './print-figure.ts'
import { median } from './quantile.ts'

const generations: readonly Generation[] = ['20.10', '28']
const rounds = 7
const rules = [
  '-p tcp -m tcp --dport 5432 -j DROP',
  '-s 10.100.3.2/32 -j DROP',
  '-s 10.100.3.2/32 -d 10.100.3.3/32 -p tcp -m tcp --dport 6379 -j REJECT --reject-with icmp-port-unreachable',
]

type Spent = { wall: number; cpu: number }

/** Traces through a host of 300 containers on 40 networks with the rules of both generations of the engine, which nobody reads: it is made. */
export function measurePath(): void {
  const traces: Spent[] = []
  const all: Spent[] = []
  const again: Spent[] = []
  for (const generation of generations) {
    const made = manyContainers({ containers: 300, networks: 40, generation })
    const containers = made.containers.map(({ name }) => name)
    for (let round = 0; round < rounds; round++) {
      // Another topology each time, of the same records, as a change leaves it.
      const topology: Topology = { ...made }
      all.push(spentBy(() => allPairs(topology)))
      const pairs = allPairs(topology)
      const text = rules[round % rules.length] ?? ''
      const changed = { ...made, firewalls: withRuleOnHost(made, text) }
      again.push(spentBy(() => allPairs(changed, pairs)))
      for (let at = 0; at < containers.length; at++) {
        const [from = '', to = ''] = [containers[at], containers[(at * 7 + round) % containers.length]]
        traces.push(spentBy(() => tracePath(topology, { from, to, protocol: 'tcp', port: 80, size: null })))
      }
    }
  }
  printFigure('trace_ms', median(traces.map(({ wall }) => wall)), { atMost: 2 })
  printFigure('all_pairs_300_ms', median(all.map(({ wall }) => wall)), { atMost: 1000 })
  printFigure('all_pairs_300_cpu_ms', median(all.map(({ cpu }) => cpu)))
  printFigure('reask_after_rule_ms', median(again.map(({ wall }) => wall)), { atMost: 50 })
  printFigure('reask_after_rule_cpu_ms', median(again.map(({ cpu }) => cpu)))
}

const withRuleOnHost = ({ firewalls, hosts: [host] }: Topology, text: string): Topology['firewalls'] =>
  firewalls.map((one) => (one.id === host?.namespaceId ? withRule(one, 'DOCKER-USER', text) : one))

function spentBy(work: () => unknown): Spent {
  const cpu = process.cpuUsage()
  const start = performance.now()
  work()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { wall, cpu: (user + system) / 1000 }
}
