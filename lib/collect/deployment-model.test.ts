import { expect, it } from 'vitest'
import { recogniseModel } from './deployment-model.ts'
import { parseEngineNetwork } from './engine-network.ts'
import type { KnownNetwork } from './known-network.ts'

function known(json: Record<string, unknown>, subnets: KnownNetwork['subnets'] = []): KnownNetwork {
  const parsed = parseEngineNetwork({ Id: 'n'.repeat(64), Name: 'any', Driver: 'bridge', ...json })
  if (!parsed.ok) throw new Error(parsed.reason)
  return { engine: parsed.value, subnets, place: null, device: null }
}

const option = (name: string, value: string) => ({ Options: { [`com.docker.network.${name}`]: value } })
const mapped = (router: string): KnownNetwork['subnets'] => [
  { subnet: '198.51.100.0/24', gateway: '198.51.100.65', ipRange: null, auxiliary: { DefaultGatewayIPv4: router } },
]

it.each([
  ['bridge-nat', known({})],
  ['bridge-nat', known(option('bridge.gateway_mode_ipv4', 'nat-unprotected'))],
  ['bridge-routed', known(option('bridge.gateway_mode_ipv4', 'routed'))],
  ['bridge-routed', known(option('bridge.enable_ip_masquerade', 'false'))],
  ['bridge-internal', known({ Internal: true })],
  ['bridge-underlay', known({}, mapped('198.51.100.1'))],
  ['bridge-nat', known({}, mapped('198.51.100.65'))],
  ['docker-gwbridge', known({ Name: 'docker_gwbridge', ...option('bridge.enable_icc', 'false') })],
  ['overlay-gwbridge', known({ Driver: 'overlay' })],
  ['overlay-gwbridge', known({ Driver: 'overlay', Ingress: true })],
  ['overlay-internal', known({ Driver: 'overlay', Internal: true })],
  ['macvlan', known({ Driver: 'macvlan', Options: { parent: 'eth0.30' } })],
  ['ipvlan', known({ Driver: 'ipvlan' })],
  ['host', known({ Driver: 'host' })],
  ['none', known({ Driver: 'null' })],
  ['plugin', known({ Driver: 'weave' })],
  ['unknown', known({ Driver: '' })],
  ['unknown', known({ Driver: 'null', ConfigOnly: true })],
])('%s is recognised from the facts, and they are told in one sentence', (model, network) => {
  const recognised = recogniseModel(network, [])
  expect(recognised.model).toBe(model)
  expect(recognised.modelReason).toMatch(/^[A-Z].*\.$/)
})

it('does not go by the name, the engine’s own one aside', () => {
  for (const Name of ['macvlan', 'host', 'overlay', 'mapped', 'bridge', 'docker_gwbridge2'])
    expect(recogniseModel(known({ Name }), []).model).toBe('bridge-nat')
})
