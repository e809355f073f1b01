import { useCallback, useMemo } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import type { Picture } from '../../lib/view/picture.ts'
import { TabChoice } from '../ui/tab-choice.ts'
import { InspectorFrame, type PanelSize } from './InspectorFrame.tsx'
import { NotDrawn } from './NotDrawn.tsx'
import { SeeContext } from './SeeItYourself.tsx'
import { SubjectPanel } from './SubjectPanel.tsx'
import { seeCommands } from './see-commands.ts'
import { SelectContext, type Subject } from './select-context.ts'

type Props = {
  topology: Topology
  picture: Picture | null
  /** `container:ID`, `network:ID`, ... as the picture names it. */
  subject: string
  panel: PanelSize
  pinned: boolean
  /** The open part, where it is not the first. */
  tab: string | null
  onTab: (tab: string) => void
  onPanel: (panel: PanelSize) => void
  onPin: () => void
  onClose: () => void
  onShowAll: () => void
  onSelect: (subject: string | null) => void
}

/** Everything that is known about what is selected. */
export function Inspector({
  topology,
  picture,
  subject,
  panel,
  pinned,
  tab,
  onTab,
  onPanel,
  onPin,
  onClose,
  onShowAll,
  onSelect,
}: Props) {
  const select = useCallback(({ kind, id }: Subject) => onSelect(`${kind}:${id}`), [onSelect])
  const parsed = useMemo(() => parseSubject(subject), [subject])
  const commands = useMemo(() => seeCommands(topology, parsed.kind, parsed.id), [topology, parsed])
  return (
    <SelectContext value={select}>
      <InspectorFrame panel={panel} pinned={pinned} onPanel={onPanel} onPin={onPin} onClose={onClose}>
        <NotDrawn picture={picture} subject={subject} onShowAll={onShowAll} />
        <SeeContext value={commands}>
          <TabChoice value={{ chosen: tab, choose: onTab }}>
            <SubjectPanel key={subject} topology={topology} picture={picture} kind={parsed.kind} id={parsed.id} />
          </TabChoice>
        </SeeContext>
      </InspectorFrame>
    </SelectContext>
  )
}

function parseSubject(subject: string): { kind: string; id: string } {
  const colon = subject.indexOf(':')
  return { kind: subject.slice(0, colon), id: subject.slice(colon + 1) }
}
