import { type KeyboardEvent, memo, useId, useMemo } from 'react'
import type { Picture } from '../../lib/view/picture.ts'
import { type Direction, walkKeys } from '../../lib/view/walk-keys.ts'
import { type SpokenNode, spokenTree } from './spoken-tree.ts'

type Props = {
  picture: Picture
  selected: string | null
  /** Key of the box that the keyboard is on. */
  active: string | null
  onActive: (key: string | null) => void
  onOpen: (subject: string) => void
}

const directions: Partial<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** The picture for the keyboard and the ear: one stop for Tab, arrows walk along drops and bars, Enter opens. The box that the keyboard is on is ringed in the picture. */
export function PictureTree({ picture, selected, active, onActive, onOpen }: Props) {
  const id = useId()
  const tree = useMemo(() => spokenTree(picture), [picture])
  const subject = useMemo(() => subjectOf(picture, active), [picture, active])
  const place = subject === null ? undefined : tree.indexOf.get(subject)
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directions[event.key]
    if (direction) {
      event.preventDefault()
      onActive(walkKeys(picture, active, direction) ?? active)
    }
    if (event.key === 'Enter' && subject !== null) onOpen(subject)
  }
  return (
    <div
      role="tree"
      aria-label="Topology"
      tabIndex={0}
      aria-activedescendant={place === undefined ? undefined : `${id}${place}`}
      onKeyDown={onKeyDown}
      onFocus={() => onActive(active ?? startKey(picture, selected))}
      onBlur={() => onActive(null)}
      className="sr-only"
    >
      <Items nodes={tree.roots} id={id} level={1} selected={selected} open={tree.count > most ? (place ?? -1) : null} />
    </div>
  )
}

/** A tree of more nodes is closed but for where the keyboard is. */
const most = 600

type ItemsProps = {
  nodes: SpokenNode[]
  id: string
  level: number
  selected: string | null
  /** The number of the node that is opened down to; null where all are open. */
  open: number | null
}

const isOpen = ({ index, last }: SpokenNode, open: number | null): boolean =>
  open === null || (open >= index && open <= last)

const Items = memo(function Items({ nodes, id, level, selected, open }: ItemsProps) {
  return nodes.map((node) => (
    <div
      key={node.key}
      role="treeitem"
      tabIndex={-1}
      id={`${id}${node.index}`}
      aria-level={level}
      aria-label={node.text}
      aria-selected={node.subject === selected}
      aria-expanded={node.children.length > 0 ? isOpen(node, open) : undefined}
    >
      {node.children.length > 0 && isOpen(node, open) ? (
        // biome-ignore lint/a11y/useSemanticElements: the group of a tree, which no element stands for
        <div role="group">
          <Items nodes={node.children} id={id} level={level + 1} selected={selected} open={open} />
        </div>
      ) : null}
    </div>
  ))
})

const boxesOf = (picture: Picture) => [...picture.cards, ...picture.bars, ...picture.frames]

function subjectOf(picture: Picture, key: string | null): string | null {
  return key === null ? null : (boxesOf(picture).find((box) => box.key === key)?.subject ?? null)
}

/** Where the keyboard starts: on what is selected, else where walking starts. */
function startKey(picture: Picture, selected: string | null): string | null {
  const chosen = boxesOf(picture).find((box) => box.subject === selected)
  return chosen?.key ?? walkKeys(picture, null, 'down')
}
