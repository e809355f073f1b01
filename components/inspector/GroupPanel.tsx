import type { Topology } from '../../lib/model/topology.ts'
import { stateWord } from '../../lib/view/container-words.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import type { Picture } from '../../lib/view/picture.ts'
import { CutText } from '../ui/CutText.tsx'
import { Rows } from '../ui/Rows.tsx'
import { Block } from './Block.tsx'
import { ContainerLink } from './ContainerLink.tsx'
import { GonePanel } from './GonePanel.tsx'
import { PanelHead } from './PanelHead.tsx'

type Props = { topology: Topology; picture: Picture | null; id: string }

/** Containers that are drawn as one card, each with its own addresses. */
export function GroupPanel({ topology, picture, id }: Props) {
  const card = picture?.cards.find(({ subject }) => subject === `group:${id}`)
  if (!card) return <GonePanel what="group" id={id} />
  const ids = new Set(card.containerIds)
  const members = topology.containers.filter((one) => ids.has(one.id)).sort((a, b) => naturalOrder(a.name, b.name))
  const addressesOf = (container: string) =>
    topology.endpoints.flatMap(({ containerId, ipv4, ipv6 }) =>
      containerId === container ? [ipv4, ipv6].filter((address) => address !== null) : [],
    )
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['group', `${members.length} containers`]} name={card.name} />
      <Block title="Containers" see="inspect">
        <Rows
          label="Containers of the group"
          heads={['Name', 'State', 'Addresses', 'Image']}
          rows={members.map((container) => ({
            key: container.id,
            cells: [
              <ContainerLink key="name" container={container} />,
              stateWord(container),
              addressesOf(container.id).map((address) => <div key={address}>{address}</div>),
              <CutText key="image" text={container.image} max={32} />,
            ],
          }))}
        />
      </Block>
    </div>
  )
}
