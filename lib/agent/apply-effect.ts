import { isGatewayBridge } from '../collect/endpoint-names.ts'
import type { HostAnswers } from '../collect/host-answers.ts'
import type { EngineReader } from './engine-reader.ts'
import type { EventEffect } from './event-effect.ts'
import type { KernelReader } from './kernel-reader.ts'
import type { SwarmReader } from './swarm-reader.ts'

/** Asks for the reads that one event makes worth it. */
export function applyEffect(
  effect: EventEffect,
  answers: HostAnswers,
  engine: EngineReader,
  kernel: KernelReader,
  swarm: SwarmReader,
): void {
  for (const id of effect.goneContainers) engine.forgetContainer(id)
  for (const id of effect.goneNetworks) engine.forgetNetwork(id)
  for (const id of effect.containers) engine.readContainer(id)
  for (const id of effect.networks) engine.readNetwork(id)
  for (const id of effect.networksOf) for (const network of networksOf(answers, id)) engine.readNetwork(network)
  if (effect.gateway) for (const id of gatewayBridges(answers)) engine.readNetwork(id)
  if (effect.engine) engine.readFacts()
  for (const part of effect.swarm) swarm.read(part)
  if (effect.namespaceList) kernel.readList()
  if (effect.host) kernel.readHostNamespace()
}

const gatewayBridges = (answers: HostAnswers): string[] =>
  [...answers.networks].flatMap(([id, { value }]) => (value && isGatewayBridge(value) ? [id] : []))

function networksOf(answers: HostAnswers, containerId: string): string[] {
  const attachments = answers.containers.get(containerId)?.value?.NetworkSettings.Networks ?? {}
  return Object.values(attachments)
    .map(({ NetworkID }) => NetworkID)
    .filter((id) => answers.networks.has(id))
}
