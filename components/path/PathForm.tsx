import ArrowLeftRight from 'lucide-react/icons/arrow-left-right'
import { useId, useState } from 'react'
import type { PathFailure } from '../../lib/api/path-contract.ts'
import type { Topology } from '../../lib/model/topology.ts'
import type { OpenPort } from '../../lib/view/open-ports.ts'
import { type PathQuery, protocolOf, protocols } from '../../lib/view/path-query.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { EndField } from './EndField.tsx'

type Props = {
  topology: Topology | null
  query: PathQuery
  picking: 'from' | 'to' | null
  /** Ports that the other end is known to have open. */
  ports: readonly OpenPort[]
  refusal: PathFailure['error'] | null
  onAsk: (query: PathQuery) => void
  onPick: (end: 'from' | 'to') => void
}

/** The question: from where, to where, by what. Enter asks it. */
export function PathForm({ topology, query, picking, ports, refusal, onAsk, onPick }: Props) {
  const [draft, setDraft] = useState({ of: query, query })
  // Another question than the one that was typed on: a link, a pick, a step back.
  if (draft.of !== query) setDraft({ of: query, query })
  const asked = draft.of === query ? draft.query : query
  const change = (next: Partial<PathQuery>) => setDraft({ of: query, query: { ...asked, ...next } })
  const isPing = asked.protocol === 'icmp'
  const wrong = (field: keyof PathQuery) => (refusal?.field === field ? refusal.message : null)
  const endOf = (name: 'from' | 'to') => (
    <EndField
      topology={topology}
      name={name}
      value={asked[name]}
      picking={picking === name}
      wrong={wrong(name)}
      onChange={(value) => change({ [name]: value })}
      onPick={() => onPick(name)}
    />
  )
  return (
    <form
      aria-label="Question"
      data-print="no"
      onSubmit={(event) => {
        event.preventDefault()
        onAsk({ ...asked, to: asked.to.trim(), from: asked.from.trim(), port: isPing ? '' : asked.port })
      }}
      className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2 border-line border-b bg-panel px-4 py-2 max-md:grid-cols-1 max-sm:px-2 xl:grid-cols-[minmax(0,20rem)_auto_minmax(0,20rem)_auto_1fr]"
    >
      {endOf('from')}
      <IconButton
        label="Ask the other way round"
        onClick={() => onAsk({ ...asked, from: asked.to, to: asked.from })}
        disabled={asked.from === '' || asked.to === ''}
        className="max-md:hidden"
      >
        <ArrowLeftRight aria-hidden className="size-4" />
      </IconButton>
      {endOf('to')}
      <div className="flex flex-wrap items-center gap-2 max-xl:col-span-full">
        <Select asked={asked} wrong={wrong('protocol')} onChange={(protocol) => change({ protocol })} />
        {isPing ? null : (
          <NumberField
            name="port"
            value={asked.port}
            wrong={wrong('port')}
            choices={ports}
            onChange={(port) => change({ port })}
          />
        )}
        <NumberField
          name="size"
          value={asked.size}
          wrong={wrong('size')}
          choices={[]}
          onChange={(size) => change({ size })}
        />
        <Button
          type="submit"
          tone="strong"
          className="min-h-8"
          disabled={asked.from.trim() === '' || asked.to.trim() === ''}
        >
          Trace
        </Button>
      </div>
    </form>
  )
}

const box =
  'flex min-h-8 items-center rounded-md border bg-card pl-2.5 focus-within:border-sel focus-within:outline-2 focus-within:outline-sel pointer-coarse:min-h-11'
const edge = (wrong: string | null) => (wrong === null ? 'border-line' : 'border-bad')

function Select({
  asked,
  wrong,
  onChange,
}: {
  asked: PathQuery
  wrong: string | null
  onChange: (protocol: string) => void
}) {
  const protocol = protocolOf(asked)
  const isKnown = protocols.some((one) => one === protocol)
  return (
    <label className={`${box} ${edge(wrong)}`}>
      <span className="pr-2 text-soft">protocol</span>
      <select
        name="protocol"
        value={protocol}
        aria-invalid={wrong !== null}
        onChange={(event) => onChange(event.target.value)}
        className="mono bg-card py-1 pr-1 text-ink outline-none"
      >
        {isKnown ? null : <option value={protocol}>{protocol}</option>}
        {protocols.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  )
}

type NumberProps = {
  name: 'port' | 'size'
  value: string
  wrong: string | null
  choices: readonly OpenPort[]
  onChange: (value: string) => void
}

function NumberField({ name, value, wrong, choices, onChange }: NumberProps) {
  const id = useId()
  return (
    <>
      <label
        className={`${box} ${edge(wrong)}`}
        title={name === 'size' ? 'Octets of the IP packet; empty for a small one' : undefined}
      >
        <span className="pr-2 text-soft">{name}</span>
        <input
          name={name}
          type="text"
          inputMode="numeric"
          list={choices.length > 0 ? id : undefined}
          value={value}
          autoComplete="off"
          maxLength={12}
          placeholder={name === 'size' ? 'small' : ''}
          aria-invalid={wrong !== null}
          onChange={(event) => onChange(event.target.value)}
          className="mono w-16 bg-transparent py-1 outline-none placeholder:font-sans placeholder:text-soft"
        />
      </label>
      {choices.length === 0 ? null : (
        <datalist id={id}>
          {choices.map(({ protocol, port, says }) => (
            <option key={`${protocol}/${port}`} value={port}>
              {protocol}, {says}
            </option>
          ))}
        </datalist>
      )}
    </>
  )
}
