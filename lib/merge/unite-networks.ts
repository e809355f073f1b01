import type { Network } from '../model/network.ts'
import { findContradictions, type Subject } from './find-contradictions.ts'
import type { Telling, United } from './telling.ts'

/**
 * What must be the same wherever the network is told of. Not when it was made: each engine keeps the moment at which the network came to it.
 * A worker that holds no part of it yet may know no subnets.
 */
const subjects: readonly Subject<Network>[] = [
  { subject: 'name', value: ({ name }) => name },
  { subject: 'driver', value: ({ driver }) => driver },
  { subject: 'subnets', value: ({ subnets }) => (subnets.length > 0 ? subnets.map(subnetText).sort() : undefined) },
  { subject: 'options', value: ({ options }) => options },
  { subject: 'internal', value: ({ internal }) => internal },
  { subject: 'attachable', value: ({ attachable }) => attachable },
  { subject: 'encrypted', value: ({ encrypted }) => encrypted },
]

const subnetText = ({ subnet, gateway }: Network['subnets'][number]): string =>
  gateway ? `${subnet} with gateway ${gateway}` : subnet

/** One network with each host's own part of it; for the rest the first host's words. */
export function uniteNetworks(tellings: readonly Telling<Network>[]): United<Network> {
  const all = tellings.map(({ record }) => record)
  const [first] = all
  if (!first || all.length === 1) return { record: first ?? null, contradictions: [] }
  const known = all.find(({ model }) => model !== 'unknown') ?? first
  return {
    record: {
      ...first,
      model: known.model,
      modelReason: known.modelReason,
      subnets: (all.find(({ subnets }) => subnets.length > 0) ?? first).subnets,
      vnis: [...new Set(all.flatMap(({ vnis }) => vnis))].sort((a, b) => a - b),
      onHosts: all.flatMap(({ onHosts }) => onHosts),
    },
    contradictions: findContradictions('networks', tellings, subjects),
  }
}
