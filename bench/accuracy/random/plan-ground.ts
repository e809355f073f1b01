import { hostAddresses } from '../../../e2e/lab/host-addresses.ts'
import { type PlannedContainer, planContainer, type ScenarioPlan } from '../../../e2e/lab/scenario.ts'
import type { RandomContainer, RandomGround, RandomMacvlan, RandomNetwork, RandomPort } from './random-ground.ts'

const label = 'com.docker.network.bridge'

/** The set-up in the words of the docker command line, as one host's engine knows them. */
export function planGround(ground: RandomGround, host: string, knowsModes: boolean): ScenarioPlan {
  const { networks, macvlan } = ground
  const planned = networks.map((network, index) => ({
    name: `net-${index}`,
    options: networkOptions(network, index, knowsModes),
  }))
  return {
    networks: macvlan ? [...planned, { name: 'lan', options: macvlanOptions(macvlan, host) }] : planned,
    containers: ground.containers.map((container, index) => containerAt(ground, container, index, host)),
    commands: [],
  }
}

function containerAt(ground: RandomGround, container: RandomContainer, index: number, host: string): PlannedContainer {
  const make = (options: string[], rest: readonly string[]) =>
    planContainer(`own-${index}`, {
      image: 'portolan/busybox:1',
      options,
      joins: rest.map((network) => ({ network, options: [] })),
    })
  if (container.lives === 'host') return make(['--network', 'host'], [])
  const earlier = ground.containers.slice(0, index).findIndex(({ lives }) => lives === 'alone')
  if (container.lives === 'beside' && earlier >= 0) return make(['--network', `container:own-${earlier}`], [])
  const [first = 'bridge', ...rest] = networksAt(ground, container, index)
  const published = container.publish.flatMap((port, at) => [
    '--publish',
    publishWord(port, 7_100 + 10 * index + at, host),
  ])
  return make(['--network', first, ...published], rest)
}

/** Those that a container is on, each once. */
function networksAt(
  { networks, macvlan, containers }: RandomGround,
  container: RandomContainer,
  index: number,
): string[] {
  const names = ['bridge', ...networks.map((_, at) => `net-${at}`), ...(macvlan ? ['lan'] : [])]
  const wantedBy = ({ networks: numbers }: RandomContainer) => [
    ...new Set(numbers.map((number) => names[number % names.length] ?? 'bridge')),
  ]
  const own = wantedBy(container)
  const isTaken =
    macvlan?.mode === 'passthru' &&
    containers.slice(0, index).some((other) => other.lives !== 'host' && wantedBy(other).includes('lan'))
  return isTaken ? own.filter((name) => name !== 'lan') : own
}

function macvlanOptions({ parent, mode }: RandomMacvlan, host: string): string[] {
  const { subnet4, macvlanRange, secondGateway4 } = hostAddresses(host)
  return [
    ...['--driver', 'macvlan', '--opt', `parent=${parent}`, '--opt', `macvlan_mode=${mode}`],
    ...['--subnet', subnet4, '--ip-range', macvlanRange, '--gateway', secondGateway4],
  ]
}

function networkOptions(
  { internal, ipv6, icc, masquerade, mode }: RandomNetwork,
  index: number,
  knowsModes: boolean,
): string[] {
  // An isolated network has no way out, and says so.
  const isInternal = internal || (mode === 'isolated' && knowsModes)
  return [
    ...['--subnet', `172.31.${100 + index}.0/24`],
    ...(ipv6 ? ['--ipv6', '--subnet', `fd00:31:${index}::/64`] : []),
    ...(isInternal ? ['--internal'] : []),
    ...(icc ? [] : ['--opt', `${label}.enable_icc=false`]),
    ...(masquerade ? [] : ['--opt', `${label}.enable_ip_masquerade=false`]),
    ...(mode !== 'nat' && knowsModes ? ['--opt', `${label}.gateway_mode_ipv4=${mode}`] : []),
  ]
}

function publishWord({ at, protocol, port }: RandomPort, hostPort: number, host: string): string {
  const address = { any: '', loopback: '127.0.0.1:', host: `${hostAddresses(host).v4}:` }[at]
  return `${address}${hostPort}:${port}/${protocol}`
}
