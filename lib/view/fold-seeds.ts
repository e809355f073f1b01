import type { Host } from '../model/host.ts'
import type { Network } from '../model/network.ts'
import { countWords } from './count-words.ts'
import type { GroupedCards } from './group-cards.ts'
import type { Lookup } from './lookup.ts'
import { networkSeeds } from './network-seed.ts'
import type { FoldSeed } from './plan-frame.ts'
import type { Visible } from './visible-records.ts'

const names = (list: readonly { name: string }[]): string => list.map((one) => one.name).join(', ')

/** What is not drawn of one host: stopped containers, its idle networks, system endpoints, members of groups. */
export function hostFolds(host: Host, visible: Visible, grouped: GroupedCards, lookup: Lookup): FoldSeed[] {
  const stopped = visible.stoppedOfHost.get(host.id) ?? []
  const idle = local(visible.idle, lookup).filter((one) => one.onHosts.some((on) => on.hostId === host.id))
  const system = visible.foldedSystemEndpoints.filter((one) => one.hostId === host.id)
  const containers = grouped.cards.reduce((sum, card) => sum + card.count, 0)
  const folds: FoldSeed[] = [
    {
      reveal: 'group',
      count: containers,
      text: `${containers} in ${countWords(grouped.cards.length, 'card')}`,
      title: `${countWords(containers, 'container')} of ${host.name} drawn by ${grouped.by ?? 'container'}`,
    },
    {
      reveal: 'stopped',
      count: stopped.length,
      text: `${stopped.length} stopped`,
      title: `stopped containers: ${names(stopped)}`,
    },
    {
      reveal: 'idle',
      count: idle.length,
      text: countWords(idle.length, 'idle network'),
      title: `networks without a running container: ${names(idle)}`,
    },
    {
      reveal: 'system',
      count: system.length,
      text: countWords(system.length, 'system endpoint'),
      title: `system endpoints: ${system.map((one) => one.ownerName).join(', ')}`,
    },
  ]
  return folds.filter((fold) => fold.count > 0 && (fold.reveal !== 'group' || containers > grouped.cards.length))
}

/** What is not drawn of networks that span hosts. */
export function acrossFolds(visible: Visible, lookup: Lookup): FoldSeed[] {
  const idle = across(visible.idle, lookup)
  const system = across(visible.systemNetworks, lookup)
  const folds: FoldSeed[] = [
    {
      reveal: 'idle',
      count: idle.length,
      text: countWords(idle.length, 'idle network'),
      title: `networks without a running container: ${names(idle)}`,
    },
    {
      reveal: 'system',
      count: system.length,
      text: countWords(system.length, 'system network'),
      title: `system networks: ${names(system)}`,
    },
  ]
  return folds.filter((fold) => fold.count > 0)
}

const across = (list: readonly Network[], lookup: Lookup): Network[] =>
  [...networkSeeds(list, lookup).values()].filter((one) => one.across).map((one) => one.network)

const local = (list: readonly Network[], lookup: Lookup): Network[] =>
  [...networkSeeds(list, lookup).values()].filter((one) => !one.across).map((one) => one.network)
