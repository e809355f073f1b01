import type { Branch, PathAnswer, Way } from '../analyse/path/trace.ts'
import type { ContainerId } from '../model/id.ts'
import type { WayEnds } from './draw-way.ts'

/** One direction of one branch of an answer, with the containers that it is between. */
export type ShownWay = { branch: Branch; way: Way; isBack: boolean; ends: WayEnds }

/** What of an answer is drawn: the branch and the direction that are asked for, where there are such; null where nothing was walked. */
export function shownWay(answer: PathAnswer, asked: { branch: number; direction: string | null }): ShownWay | null {
  const branch = answer.branches[asked.branch] ?? answer.branches[0]
  if (!branch) return null
  const from = answer.from.containerId
  const to = branch.reaches ?? answer.to.containerId
  return asked.direction === 'back' && branch.back !== null
    ? { branch, way: branch.back, isBack: true, ends: { from: to, to: from, address: null } }
    : { branch, way: branch.there, isBack: false, ends: { from, to, address: branch.address } }
}

/** The containers that an answer is about, whether or not something reached them. */
export const endsOfAnswer = ({ from, to, branches }: PathAnswer): (ContainerId | null)[] => [
  from.containerId,
  to.containerId,
  ...branches.map(({ reaches }) => reaches),
]
