import type { EngineFacts, Host, SwarmFacts } from '../model/host.ts'
import { SwarmFacts as swarmFacts } from '../model/host.ts'
import type { HostId } from '../model/id.ts'
import { findFirewallBackend } from './find-firewall-backend.ts'
import type { HostAnswers } from './host-answers.ts'
import type { Place } from './place.ts'

/** The record of the host itself. */
export function resolveHostRecord(answers: HostAnswers, id: HostId, endpoint: string, place: Place): Host {
  const facts = answers.hostFacts?.value ?? null
  const info = answers.info?.value ?? null
  return {
    id,
    name: facts?.hostname || info?.Name || id,
    kernel: facts?.kernel || info?.KernelVersion || '',
    bootId: facts?.bootId ?? null,
    machineId: facts?.machineId ?? null,
    engine: engineOf(answers, endpoint),
    firewallBackend: findFirewallBackend(info?.FirewallBackend?.Driver ?? null, place.facts),
    swarm: swarmOf(answers),
    namespaceId: place.id,
    origin: 'observed',
  }
}

function engineOf(answers: HostAnswers, endpoint: string): EngineFacts | null {
  const version = answers.version?.value
  if (!version) return null
  const info = answers.info?.value ?? null
  return {
    version: version.version,
    apiVersion: version.apiVersion,
    maxApiVersion: version.maxApiVersion,
    minApiVersion: version.minApiVersion,
    operatingSystem: info?.OperatingSystem || version.operatingSystem,
    endpoint,
    liveRestore: info?.LiveRestoreEnabled ?? null,
    networkPlugins: [...(info?.Plugins.Network ?? [])].sort(),
  }
}

function swarmOf(answers: HostAnswers): SwarmFacts {
  const swarm = answers.info?.value?.Swarm ?? null
  const state = swarmFacts.shape.state.safeParse(swarm?.LocalNodeState)
  return {
    state: state.success ? state.data : 'inactive',
    nodeId: swarm?.NodeID || null,
    nodeAddress: swarm?.NodeAddr || null,
    manager: swarm?.ControlAvailable ?? false,
    remoteManagers: (swarm?.RemoteManagers ?? []).map(({ Addr }) => Addr).sort(),
    error: swarm?.Error || null,
    warnings: swarm?.Warnings ?? [],
    cluster: swarm?.Cluster
      ? {
          id: swarm.Cluster.ID,
          dataPathPort: swarm.Cluster.DataPathPort || null,
          defaultAddressPools: swarm.Cluster.DefaultAddrPool,
          subnetSize: swarm.Cluster.SubnetSize || null,
        }
      : null,
  }
}
