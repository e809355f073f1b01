import { hostAddresses } from '../../../e2e/lab/host-addresses.ts'
import { planContainer, type ScenarioPlan } from '../../../e2e/lab/scenario.ts'
import type { RandomGround, RandomNetwork, RandomPort } from './random-ground.ts'

const label = 'com.docker.network.bridge'

/** The set-up in the words of the docker command line, as one host's engine knows them. */
export function planGround({ networks, containers }: RandomGround, host: string, knowsModes: boolean): ScenarioPlan {
  const names = ['bridge', ...networks.map((_, index) => `net-${index}`)]
  return {
    networks: networks.map((network, index) => ({
      name: `net-${index}`,
      options: networkOptions(network, index, knowsModes),
    })),
    containers: containers.map(({ networks: wanted, publish }, index) => {
      const [first = 'bridge', ...rest] = new Set(wanted.map((number) => names[number % names.length] ?? 'bridge'))
      const published = publish.flatMap((port, at) => ['--publish', publishWord(port, 7_100 + 10 * index + at, host)])
      return planContainer(`own-${index}`, {
        image: 'portolan/busybox:1',
        options: ['--network', first, ...published],
        joins: rest.map((network) => ({ network, options: [] })),
      })
    }),
    commands: [],
  }
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
