import { Command } from 'cmdk'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { findRecords } from '../../lib/view/find-records.ts'
import { CutText } from '../ui/CutText.tsx'
import { Modal } from '../ui/Modal.tsx'

type Props = {
  topology: Topology
  onSelect: (subject: string) => void
  /** Null where the picture is not filtered. */
  onFilter: ((words: string) => void) | null
  onClose: () => void
}

/** Finds a record by anything that it is known by; Enter selects it, and the last choice keeps only what matches in the picture. */
export function SearchPalette({ topology, onSelect, onFilter, onClose }: Props) {
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words)
  const found = useMemo(() => findRecords(topology, wanted), [topology, wanted])
  const choose = (act: () => void) => () => {
    onClose()
    act()
  }
  return (
    <Modal title="Search" onClose={onClose} bare>
      <Command label="Search the topology" shouldFilter={false} className="flex max-h-[70vh] flex-col">
        <Command.Input
          value={words}
          onValueChange={setWords}
          data-autofocus
          placeholder="Name, address, subnet, MAC, port, image, label"
          className="min-h-11 w-full border-hair border-b bg-transparent px-4 text-base outline-none placeholder:text-soft"
        />
        <Command.List className="min-h-0 flex-1 overflow-auto p-2">
          {wanted.trim() === '' ? (
            <p className="px-2 py-3 text-soft">
              Words in any order. An address finds the subnet around it, a port the containers that have it.
            </p>
          ) : (
            <Command.Empty className="px-2 py-3 text-soft">
              Nothing in the topology holds <bdi>“{wanted}”</bdi>.
            </Command.Empty>
          )}
          {found.map((record) => (
            <Command.Item
              key={record.subject}
              value={record.subject}
              onSelect={choose(() => onSelect(record.subject))}
              className="flex min-h-9 items-baseline gap-3 rounded-md px-2 py-1.5 data-[selected=true]:bg-frame pointer-coarse:min-h-11"
            >
              <span className="w-18 shrink-0 text-soft">{record.kind}</span>
              <CutText text={record.title} max={40} className="font-semibold" />
              <span className="min-w-0 flex-1 truncate text-soft">
                <CutText text={record.detail} max={60} />
              </span>
              {record.matched === record.title ? null : (
                <span className="mono max-w-[45%] shrink-0 truncate">
                  <span className="font-sans text-soft">{record.where}</span> <CutText text={record.matched} max={36} />
                </span>
              )}
            </Command.Item>
          ))}
          {found.length === 0 || onFilter === null ? null : (
            <Command.Item
              value="portolan:filter"
              onSelect={choose(() => onFilter(wanted.trim()))}
              className="mt-1 rounded-md border-hair border-t px-2 py-2 text-soft data-[selected=true]:bg-frame data-[selected=true]:text-ink"
            >
              Show only what matches <bdi>“{wanted.trim()}”</bdi> in the picture
            </Command.Item>
          )}
        </Command.List>
      </Command>
    </Modal>
  )
}
