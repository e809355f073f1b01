import ArrowLeftRight from 'lucide-react/icons/arrow-left-right'
import Cable from 'lucide-react/icons/cable'
import CircleDot from 'lucide-react/icons/circle-dot'
import EthernetPort from 'lucide-react/icons/ethernet-port'
import Forward from 'lucide-react/icons/forward'
import GitBranch from 'lucide-react/icons/git-branch'
import IdCard from 'lucide-react/icons/id-card'
import Inbox from 'lucide-react/icons/inbox'
import Network from 'lucide-react/icons/network'
import OctagonX from 'lucide-react/icons/octagon-x'
import Replace from 'lucide-react/icons/replace'
import Route from 'lucide-react/icons/route'
import Scale from 'lucide-react/icons/scale'
import Shield from 'lucide-react/icons/shield'
import Signpost from 'lucide-react/icons/signpost'
import Tag from 'lucide-react/icons/tag'
import Waypoints from 'lucide-react/icons/waypoints'
import type { ComponentType } from 'react'
import type { Step } from '../../lib/analyse/path/trace.ts'

type Look = { icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>; word: string }

/** The kinds of steps, each with its word and its sign. */
export const stepLooks: Record<Step['kind'], Look> = {
  resolve: { icon: Tag, word: 'name' },
  policy: { icon: Signpost, word: 'policy rule' },
  route: { icon: Route, word: 'route' },
  source: { icon: IdCard, word: 'source' },
  neighbour: { icon: EthernetPort, word: 'neighbour' },
  forward: { icon: Forward, word: 'forwarding' },
  firewall: { icon: Shield, word: 'firewall' },
  translate: { icon: Replace, word: 'NAT' },
  cross: { icon: Cable, word: 'crossing' },
  bridge: { icon: Network, word: 'bridge' },
  tunnel: { icon: Waypoints, word: 'VXLAN' },
  underlay: { icon: GitBranch, word: 'underlay' },
  balance: { icon: Scale, word: 'balancer' },
  proxy: { icon: ArrowLeftRight, word: 'proxy' },
  deliver: { icon: Inbox, word: 'delivery' },
  assume: { icon: CircleDot, word: 'assumed' },
  stop: { icon: OctagonX, word: 'stop' },
}
