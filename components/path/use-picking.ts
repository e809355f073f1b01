import { useCallback, useState } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { endText } from '../../lib/view/end-text.ts'
import { openPorts } from '../../lib/view/open-ports.ts'
import type { PathQuery } from '../../lib/view/path-query.ts'

export type Picking = {
  /** The end that the next click on the picture says; null where both are said. */
  picking: 'from' | 'to' | null
  /** What was clicked last and is no end. */
  missed: string | null
  /** What was clicked while both ends are said. */
  clicked: string | null
  pick: (end: 'from' | 'to') => void
  click: (subject: string | null) => void
  setEnd: (end: 'from' | 'to', subject: string) => void
  stop: () => void
}

/** Two things picked on the picture, one click each: an empty end waits for its click. */
export function usePicking(topology: Topology | null, query: PathQuery, ask: (query: PathQuery) => void): Picking {
  const [chosen, setChosen] = useState<'from' | 'to' | null>(null)
  const [missed, setMissed] = useState<string | null>(null)
  const [clicked, setClicked] = useState<string | null>(null)
  const empty = query.from === '' ? 'from' : query.to === '' ? 'to' : null
  const picking = chosen ?? empty

  const setEnd = useCallback(
    (end: 'from' | 'to', subject: string) => {
      const text = topology && endText(topology, subject)
      setClicked(null)
      if (topology === null || text === null) return setMissed(kindOf(subject))
      setMissed(null)
      setChosen(null)
      const port = end === 'to' ? openPorts(topology, subject)[0] : undefined
      ask({
        ...query,
        ...(end === 'to' ? { protocol: port?.protocol ?? 'icmp', port: port ? String(port.port) : '' } : {}),
        [end]: text,
      })
    },
    [topology, query, ask],
  )
  const click = useCallback(
    (subject: string | null) => {
      if (subject === null || picking === null) return setClicked(subject)
      setEnd(picking, subject)
    },
    [picking, setEnd],
  )
  const pick = useCallback(
    (end: 'from' | 'to') => {
      setChosen(chosen === end ? null : end)
      setMissed(null)
      setClicked(null)
    },
    [chosen],
  )
  const stop = useCallback(() => {
    setChosen(null)
    setMissed(null)
    setClicked(null)
  }, [])
  return { picking, missed, clicked, pick, click, setEnd, stop }
}

const kinds: Record<string, string> = {
  group: 'A group',
  tunnel: 'A tunnel',
  underlay: 'The underlay',
  network: 'A network without a gateway',
}

const kindOf = (subject: string): string => kinds[subject.slice(0, subject.indexOf(':'))] ?? 'That'
