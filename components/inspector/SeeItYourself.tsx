import { createContext, useContext, useState } from 'react'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import type { SeeCommand } from '../../lib/view/see-it-yourself.ts'
import { Command } from '../ui/Command.tsx'
import { SeeButton } from '../ui/SeeButton.tsx'
import { HostChoice } from './HostChoice.tsx'

export type SeePart = SeeCommand['part']

/** The commands behind all that a panel says. */
export const SeeContext = createContext<readonly SeeCommand[]>([])

/** The commands that show the same as the block that it heads, to be copied into a terminal on the host; of several hosts one at a time. */
export function SeeItYourself({ parts }: { parts: SeePart[] }) {
  const [open, setOpen] = useState(false)
  const [chosen, choose] = useState<string | null>(null)
  const commands = useContext(SeeContext).filter(({ part }) => parts.includes(part))
  if (commands.length === 0) return null
  const hosts = [...new Set(commands.flatMap(({ host }) => host ?? []))].sort(naturalOrder)
  const shown = hosts.find((host) => host === chosen) ?? hosts[0] ?? null
  return (
    <>
      <SeeButton open={open} onToggle={() => setOpen(!open)} />
      {open ? (
        <div className="mb-1 flex basis-full flex-col gap-1">
          <HostChoice hosts={hosts} shown={shown} onChoose={choose} />
          <ul aria-label="Commands" className="flex flex-col gap-1">
            {commands
              .filter(({ host }) => host === null || host === shown)
              .map(({ command }) => (
                <li key={command}>
                  <Command text={command} />
                </li>
              ))}
          </ul>
        </div>
      ) : null}
    </>
  )
}
