import type { Node } from '../../lib/model/node.ts'
import { nodeRole } from '../../lib/view/node-words.ts'
import { Facts } from '../ui/Facts.tsx'

export const NodeSetup = ({ node }: { node: Node }) => (
  <Facts
    facts={[
      ['role', nodeRole(node)],
      [
        'availability',
        node.state === 'ready' ? `${node.availability}: ${availabilities[node.availability]}` : node.availability,
      ],
      ['state', node.state],
      ['message', node.message || null],
      ['address', node.address ?? 'not told'],
      ['managed at', node.manager?.address ?? null],
      ['engine', node.engineVersion],
      ['platform', node.platform],
    ]}
  />
)

const availabilities: Record<Node['availability'], string> = {
  active: 'takes new tasks',
  pause: 'keeps its tasks, takes no new ones',
  drain: 'its tasks are moved to other nodes',
}
