import Crosshair from 'lucide-react/icons/crosshair'
import { useId, useMemo } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { endChoices } from './end-choices.ts'

type Props = {
  topology: Topology | null
  name: 'from' | 'to'
  value: string
  /** The next click on the picture says it. */
  picking: boolean
  /** What is wrong with it; null where nothing is. */
  wrong: string | null
  onChange: (value: string) => void
  onPick: () => void
}

/** One end of the question: typed, or picked on the picture. */
export function EndField({ topology, name, value, picking, wrong, onChange, onPick }: Props) {
  const id = useId()
  const choices = useMemo(() => (topology ? endChoices(topology, value) : []), [topology, value])
  return (
    <div
      className={`flex min-h-8 min-w-0 items-center rounded-md border bg-card pl-2.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-sel pointer-coarse:min-h-11 ${picking ? 'border-sel' : wrong === null ? 'border-line' : 'border-bad'}`}
    >
      <label htmlFor={id} className="pr-2 text-soft">
        {name}
      </label>
      <input
        id={id}
        name={name}
        type="text"
        list={`${id}choices`}
        value={value}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={256}
        placeholder={name === 'from' ? 'container, host:NAME, address' : 'container, service:NAME, name, address'}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : 'path-refusal'}
        onChange={(event) => onChange(event.target.value)}
        className="mono min-w-0 flex-1 bg-transparent py-1 outline-none placeholder:font-sans placeholder:text-soft"
      />
      <datalist id={`${id}choices`}>
        {choices.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
      <IconButton label={`Pick ${name} on the picture`} aria-pressed={picking} onClick={onPick}>
        <Crosshair aria-hidden className="size-3.5" />
      </IconButton>
    </div>
  )
}
