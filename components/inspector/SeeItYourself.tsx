import { createContext, useContext, useState } from 'react'
import type { SeeCommand } from '../../lib/view/see-it-yourself.ts'
import { Command } from '../ui/Command.tsx'

export type SeePart = SeeCommand['part']

/** The commands behind all that a panel says. */
export const SeeContext = createContext<readonly SeeCommand[]>([])

/** The commands that show the same as the block that it heads, to be copied into a terminal on the host. */
export function SeeItYourself({ parts }: { parts: SeePart[] }) {
  const [open, setOpen] = useState(false)
  const commands = useContext(SeeContext).filter(({ part }) => parts.includes(part))
  if (commands.length === 0) return null
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="rounded text-sel hover:underline pointer-coarse:min-h-11"
      >
        see it yourself
      </button>
      {open ? (
        <ul aria-label="Commands" className="mb-1 flex basis-full flex-col gap-1">
          {commands.map(({ command }) => (
            <li key={command}>
              <Command text={command} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
