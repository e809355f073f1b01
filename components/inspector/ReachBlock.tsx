import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import type { ContainerId } from '../../lib/model/id.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { endText } from '../../lib/view/end-text.ts'
import { endChoices } from '../path/end-choices.ts'
import { Button } from '../ui/Button.tsx'
import { Block } from './Block.tsx'

type Props = { topology: Topology; id: ContainerId }

/** Can it reach something else? The way to the page that answers. */
export function ReachBlock({ topology, id }: Props) {
  const [to, setTo] = useState('')
  const router = useRouter()
  const field = useId()
  const from = endText(topology, `container:${id}`) ?? id
  return (
    <Block title="Can it reach …">
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          router.push(`/path?${new URLSearchParams(to.trim() === '' ? { from } : { from, to: to.trim() })}`)
        }}
      >
        <input
          type="text"
          aria-label="Where to"
          list={field}
          value={to}
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          placeholder="container, service:NAME, NAME:PORT, address"
          onChange={(event) => setTo(event.target.value)}
          className="mono min-h-7 min-w-0 flex-1 rounded-md border border-line bg-card px-2 placeholder:font-sans placeholder:text-soft pointer-coarse:min-h-11"
        />
        <datalist id={field}>
          {endChoices(topology, to).map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
        <Button type="submit">{to.trim() === '' ? 'Pick on the picture' : 'Trace'}</Button>
      </form>
    </Block>
  )
}
