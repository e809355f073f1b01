import type { Node } from '../../lib/model/node.ts'
import { nodeTone } from '../../lib/view/node-words.ts'
import { Dot } from '../ui/Dot.tsx'

/** State and availability as words. */
export const NodeState = ({ node }: { node: Node }) => (
  <span className="inline-flex items-center gap-1.5">
    <Dot tone={nodeTone(node)} />
    {node.state}
    {node.availability === 'active' ? '' : `, ${node.availability}`}
    {node.manager?.leader ? ', leader' : ''}
  </span>
)
