import type { PublishedPort } from '../model/container.ts'
import type { Host } from '../model/host.ts'
import type { HostId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { addFoot } from './add-foot.ts'
import { addTier, type Plan } from './add-tier.ts'
import type { CardSeed } from './card-seed.ts'
import { countWords } from './count-words.ts'
import { acrossFolds, hostFolds } from './fold-seeds.ts'
import { groupCards } from './group-cards.ts'
import { areApart, hostGroups } from './host-groups.ts'
import { hostHead } from './host-head.ts'
import { hostNics, networkInterfaces } from './host-nics.ts'
import { inertText } from './inert-text.ts'
import { lookUp } from './lookup.ts'
import { makeLabel } from './make-label.ts'
import { fonts, measures } from './measures.ts'
import { networkSeeds } from './network-seed.ts'
import type { Label, Picture, ViewState } from './picture.ts'
import { planCards } from './plan-cards.ts'
import { type FoldSeed, type FrameLayout, foldWidth, planFrame } from './plan-frame.ts'
import { hostsTakingPart } from './plan-overlays.ts'
import { planRails } from './plan-rails.ts'
import { planTiers, type Tier } from './plan-tiers.ts'
import { planTunnels } from './plan-tunnels.ts'
import { planUnderlays, routedUnderlays } from './plan-underlays.ts'
import { textWidth } from './text-width.ts'
import { visibleRecords } from './visible-records.ts'

/** Where everything of a topology is drawn, as buses and drops: the same topology and view give the same picture. */
export function planPicture(topology: Topology, view: ViewState): Picture {
  const lookup = lookUp(topology)
  const visible = visibleRecords(topology, view, lookup)
  const networks = networkSeeds(visible.networks.values(), lookup)
  const cardsOfHost = planCards(visible, lookup)
  const known = networkInterfaces(lookup)
  const groups = hostGroups(lookup)
  const tiers = planTiers(groups)
  const share = Math.max(1, ...tiers.map(hostsIn)) / Math.max(1, tiers.length)
  const hidden = [...visible.hidden]
  const layoutOf = (host: Host): FrameLayout => {
    const grouped = groupCards(cardsOfHost.get(host.id) ?? [], view.group, lookup.hosts.length)
    const containers = grouped.cards.reduce((sum, card) => sum + card.count, 0)
    if (grouped.by !== null) {
      hidden.push(
        `${countWords(containers, 'container')} of ${inertText(host.name)} drawn as ${countWords(grouped.cards.length, 'card')} by ${grouped.by}`,
      )
    }
    const attached = new Set(grouped.cards.flatMap((card) => card.attachments.map((one) => one.networkId)))
    return planFrame({
      host,
      node: lookup.nodeOfHost.get(host.id),
      cards: grouped.cards,
      networks,
      memberless: [...networks.values()].filter(
        (one) =>
          !one.across && !attached.has(one.network.id) && one.network.onHosts.some((on) => on.hostId === host.id),
      ),
      nics: hostNics(host, known, lookup),
      folds: hostFolds(host, visible, grouped, lookup),
      head: hostHead(host, lookup.nodeOfHost.get(host.id), lookup.statusOfHost.get(host.id)),
      hosts: share,
    })
  }
  const layouts = new Map(lookup.hosts.map((host) => [host.id, layoutOf(host)]))

  const across = [...networks.values()].filter((one) => one.across)
  const takePart = new Map(across.map((seed) => [seed.network.id, hostsTakingPart(seed, lookup)]))
  const underlays = planUnderlays(
    [...layouts.values()].flatMap((one) => one.input.nics),
    lookup,
  )
  const tunnels = planTunnels(topology, view, lookup)
  const tierOf = new Map(tiers.flatMap((tier, at) => tier.flatMap(({ hosts }) => hosts.map(({ id }) => [id, at]))))
  const rowsOf = (hosts: readonly HostId[]): Set<number> => new Set(hosts.flatMap((id) => tierOf.get(id) ?? []))
  const routed = routedUnderlays(underlays)
  const gutter = planRails([
    ...across.flatMap((seed) =>
      rowsOf(takePart.get(seed.network.id) ?? []).size > 1 ? [`network:${seed.network.id}`] : [],
    ),
    ...tunnels.seeds.flatMap(({ key, ends }) => (rowsOf(ends.map(({ hostId }) => hostId)).size > 1 ? [key] : [])),
    ...underlays.flatMap((seed) => {
      const rows = rowsOf([...seed.members.map(({ hostId }) => hostId), ...seed.told])
      return rows.size > 1 || (routed.has(seed.key) && !rows.has(tiers.length - 1)) ? [seed.key] : []
    }),
  ])

  const plan: Plan = {
    parts: { zones: [], frames: [], bars: [], cards: [], drops: [], uplinks: [], folds: [] },
    lookup,
    layouts,
    across,
    hostsOf: ({ network }) => takePart.get(network.id) ?? [],
    underlays,
    routed,
    tunnels: tunnels.seeds,
    rails: gutter.rails,
    left: measures.margin + gutter.width,
    apart: areApart(groups),
    published: publishedByHost(cardsOfHost),
    last: new Map(),
  }
  const folds = acrossFolds(visible, lookup)
  const above = across.length > 0 || folds.length > 0
  let bottom: number = above ? measures.overlayTop : measures.margin
  let right = Math.max(320, plan.left)
  for (const [index, tier] of tiers.entries()) {
    const placed = addTier(plan, tier, index, index === 0 ? bottom : bottom + measures.tierGap)
    bottom = placed.bottom
    right = Math.max(right, placed.right)
  }
  const foot = addFoot(plan, bottom)
  right = Math.max(right, foot.right)
  const captions = above ? addCaption(plan, folds, right) : []
  return {
    width: right + measures.margin,
    height: foot.bottom + measures.margin,
    ...plan.parts,
    captions,
    hidden: [...hidden, ...tunnels.hidden],
  }
}

const hostsIn = (tier: Tier): number => tier.reduce((sum, { hosts }) => sum + hosts.length, 0)

/** Ports of all cards, by host. */
const publishedByHost = (cards: ReadonlyMap<HostId, CardSeed[]>): Map<HostId, PublishedPort[]> =>
  new Map([...cards].map(([hostId, seeds]) => [hostId, seeds.flatMap((seed) => seed.ports)]))

/** The heading over the overlays, with what of them is folded away beside it. */
function addCaption({ parts }: Plan, folds: readonly FoldSeed[], right: number): Label[] {
  const caption = makeLabel('Overlays', measures.margin, 20, 200, fonts.caption, { soft: true })
  let x = measures.margin + Math.ceil(textWidth(caption.text, fonts.caption)) + 12
  for (const fold of folds) {
    const width = foldWidth(fold)
    if (x + width > right) break
    parts.folds.push({
      kind: 'fold',
      x,
      y: 7,
      width,
      height: measures.foldHeight,
      key: `fold:across/${fold.reveal}`,
      subject: `fold:across/${fold.reveal}`,
      name: fold.text,
      labels: [makeLabel(fold.text, x + 8, 20, width - 14, fonts.fold, { soft: true })],
      title: inertText(fold.title),
      count: fold.count,
      reveal: fold.reveal,
      hostId: null,
    })
    x += width + 6
  }
  return [caption]
}
