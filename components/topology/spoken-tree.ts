import type { Picture } from '../../lib/view/picture.ts'
import { pictureTree, type TreeNode } from '../../lib/view/tree.ts'

/** A node with its number in reading order, which makes an id that any subject may have. */
export type SpokenNode = Omit<TreeNode, 'children'> & {
  index: number
  /** The number of the last one below it. */
  last: number
  children: SpokenNode[]
}

export type SpokenTree = {
  roots: SpokenNode[]
  /** The first node of each subject. */
  indexOf: ReadonlyMap<string, number>
  count: number
}

/** The tree of a picture, and after it what is in no host and no network: tunnels, the wires below and the router between. */
export function spokenTree(picture: Picture): SpokenTree {
  const indexOf = new Map<string, number>()
  let count = 0
  const number = ({ children, ...node }: TreeNode): SpokenNode => {
    const index = count++
    if (!indexOf.has(node.subject)) indexOf.set(node.subject, index)
    const numbered = children.map(number)
    return { ...node, index, last: count - 1, children: numbered }
  }
  const wires = picture.bars
    .filter(({ role }) => role === 'tunnel' || role === 'underlay' || role === 'router')
    .map((bar) => ({ key: bar.key, subject: bar.subject, text: bar.title, children: [] }))
  const roots = [...pictureTree(picture), ...wires].map(number)
  return { roots, indexOf, count }
}
