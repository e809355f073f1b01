import assert from 'node:assert/strict'
import { hostAddresses } from './host-addresses.ts'
import { type InspectedContainer, inspectContainers, inspectNetworks, readLinks } from './inspect-host.ts'
import type { PlannedContainer, PlannedNetwork, PlannedScenario } from './scenario.ts'

/** Throws unless engine and kernel both hold what the scenario plans, and nothing more. */
export async function verifyScenario(host: string, scenario: PlannedScenario): Promise<void> {
  const plan = scenario.plan(hostAddresses(host))
  await verifyNetworks(host, plan.networks)
  await verifyContainers(host, plan.containers)
}

async function verifyNetworks(host: string, planned: readonly PlannedNetwork[]): Promise<void> {
  const networks = await inspectNetworks(host)
  const own = networks.filter(({ Name }) => !['bridge', 'host', 'none'].includes(Name))
  assert.deepEqual(own.map(({ Name }) => Name).sort(), planned.map(({ name }) => name).sort())
  const links = await readLinks(host)
  for (const network of own) {
    const options = planned.find(({ name }) => name === network.Name)?.options ?? []
    assert.equal(network.Internal, options.includes('--internal'), `${network.Name} is internal`)
    assert.equal(network.EnableIPv6, options.includes('--ipv6'), `${network.Name} has IPv6`)
    if (network.Driver !== 'bridge') continue
    const bridge = network.Options?.['com.docker.network.bridge.name'] ?? `br-${network.Id.slice(0, 12)}`
    assert.ok(
      links.some(({ ifname }) => ifname === bridge),
      `${network.Name} has its bridge ${bridge}`,
    )
  }
}

async function verifyContainers(host: string, planned: readonly PlannedContainer[]): Promise<void> {
  const containers = await inspectContainers(host)
  assert.deepEqual(containers.map(({ Name }) => Name.slice(1)).sort(), planned.map(({ name }) => name).sort())
  for (const container of containers) {
    const plan = planned.find(({ name }) => `/${name}` === container.Name)
    assert.equal(container.State.Status, plan?.state, container.Name)
    if (container.State.Pid === 0) continue
    const endpoints = Object.entries(container.NetworkSettings.Networks)
    for (const { network } of plan?.joins ?? []) {
      assert.ok(
        endpoints.some(([name]) => name === network),
        `${container.Name} is on ${network}`,
      )
    }
    await verifyHeldAddresses(host, container)
  }
}

/** Throws unless the container's namespace holds every address that the engine says it has. */
export async function verifyHeldAddresses(host: string, container: InspectedContainer): Promise<void> {
  const links = await readLinks(host, `/proc/${container.State.Pid}/ns/net`)
  const held = links.flatMap((link) => (link.addr_info ?? []).map(({ local }) => local))
  for (const [network, endpoint] of Object.entries(container.NetworkSettings.Networks)) {
    for (const address of [endpoint.IPAddress, endpoint.GlobalIPv6Address].filter(Boolean)) {
      assert.ok(held.includes(address), `${container.Name} holds ${address} of ${network}`)
    }
  }
}
