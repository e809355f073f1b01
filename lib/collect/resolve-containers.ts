import type { Container } from '../model/container.ts'
import { ContainerId, type HostId } from '../model/id.ts'
import { nameOf } from './endpoint-names.ts'
import type { EngineContainer } from './engine-container.ts'
import { engineFailure } from './engine-state.ts'
import type { HostAnswers } from './host-answers.ts'
import { knownValues } from './known-values.ts'
import type { Places } from './place.ts'
import { exposedPorts, publishedPorts } from './published-ports.ts'

/** The container records; those of an engine that no longer answers are from memory. */
export function resolveContainers(answers: HostAnswers, hostId: HostId, places: Places): Container[] {
  const silent = engineFailure(answers) !== null
  const containers = knownValues(answers.containers)
  const idByName = new Map(containers.map((container) => [nameOf(container), container.Id]))
  return containers.map((container) => {
    const { Config, State, HostConfig } = container
    const ports = publishedPorts(container)
    return {
      id: ContainerId.parse(container.Id),
      hostId,
      name: nameOf(container),
      image: Config.Image,
      state: State.Status,
      health: healthOf(State.Health),
      pid: State.Pid || null,
      createdAt: container.Created || null,
      startedAt: /^0001-/.test(State.StartedAt) ? null : State.StartedAt || null,
      labels: Config.Labels,
      project: Config.Labels['com.docker.compose.project'] ?? Config.Labels['com.docker.stack.namespace'] ?? null,
      service: Config.Labels['com.docker.compose.service'] ?? Config.Labels['com.docker.swarm.service.name'] ?? null,
      networkMode: modeOf(container),
      sharesNamespaceOf: sharedWith(container, answers, idByName),
      namespaceId: places.ofContainer.get(container.Id)?.id ?? null,
      ports,
      exposed: exposedPorts(container, ports),
      dns: {
        hostname: Config.Hostname,
        domainname: Config.Domainname,
        servers: HostConfig.Dns,
        search: HostConfig.DnsSearch,
        options: HostConfig.DnsOptions,
        extraHosts: HostConfig.ExtraHosts,
      },
      remembered: silent || answers.containers.get(container.Id)?.latest.ok === false,
      origin: 'observed',
    }
  })
}

function healthOf(status: string): Container['health'] {
  return status === 'starting' || status === 'healthy' || status === 'unhealthy' ? status : 'none'
}

/** Tasks of a service say `default` too, but are on the networks of the service. */
function modeOf({ HostConfig, NetworkSettings }: EngineContainer): Container['networkMode'] {
  const mode = HostConfig.NetworkMode
  if (mode === 'host' || mode === 'none') return mode
  if (mode.startsWith('container:')) return 'container'
  if (mode !== '' && mode !== 'default' && mode !== 'bridge') return 'named'
  const names = Object.keys(NetworkSettings.Networks)
  return names.length === 0 || names.includes('bridge') ? 'bridge' : 'named'
}

function sharedWith(
  container: EngineContainer,
  answers: HostAnswers,
  idByName: Map<string, string>,
): ContainerId | null {
  const [, target] = /^container:(.+)$/.exec(container.HostConfig.NetworkMode) ?? []
  if (target === undefined) return null
  const id = answers.containers.has(target) ? target : (idByName.get(target) ?? null)
  return id === null ? null : ContainerId.parse(id)
}
