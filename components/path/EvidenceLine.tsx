import { useState } from 'react'
import type { Evidence } from '../../lib/analyse/path/trace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { inertText } from '../../lib/view/inert-text.ts'
import { Command } from '../ui/Command.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { CutText } from '../ui/CutText.tsx'
import { SeeButton } from '../ui/SeeButton.tsx'
import { seeEvidence } from './see-evidence.ts'

type Props = {
  topology: Topology
  evidence: Evidence
  /** Its words stand in the sentence above. */
  said: boolean
}

/** The very thing that a step rests on, in its own words, to copy, with the command that shows it. */
export function EvidenceLine({ topology, evidence, said }: Props) {
  const [open, setOpen] = useState(false)
  const see = seeEvidence(topology, evidence)
  const text = inertText(evidence.text)
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-start gap-x-2">
        {said ? null : (
          <code className="mono wrap-anywhere min-w-0 flex-1 basis-60 py-0.5">
            <bdi>{text}</bdi>
          </code>
        )}
        <span className="flex items-center gap-1" data-print="no">
          {see === null ? null : <SeeButton open={open} onToggle={() => setOpen(!open)} />}
          <CopyButton text={evidence.text} label={`Copy ${text}`} />
        </span>
      </div>
      {open && see ? (
        <div className="flex flex-col gap-0.5">
          {see.host === null ? null : (
            <span className="text-soft">
              on <CutText text={see.host} />, as root
            </span>
          )}
          <Command text={see.command} />
        </div>
      ) : null}
    </div>
  )
}
