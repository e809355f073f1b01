import { useState } from 'react'
import { fetchAnswer } from './fetch-answer.ts'
import type { PathProbes } from './path-contract.ts'

export type ProbeNow =
  | { kind: 'none' }
  | { kind: 'sending' }
  | { kind: 'sent'; probes: PathProbes }
  | { kind: 'failed'; message: string }

/** Real packets for a question (the query of `/api/path/probe`), sent when it is asked for and forgotten with the question. */
export function useProbe(query: string | null): { probe: ProbeNow; send: () => void } {
  const [state, setState] = useState<{ of: string | null; probe: ProbeNow }>({ of: query, probe: nothing })
  const send = () => {
    if (query === null) return
    setState({ of: query, probe: { kind: 'sending' } })
    void ask(`/api/path/probe?${query}`).then((probe) =>
      setState((before) => (before.of === query ? { of: query, probe } : before)),
    )
  }
  return { probe: state.of === query ? state.probe : nothing, send }
}

const nothing: ProbeNow = { kind: 'none' }

async function ask(path: string): Promise<ProbeNow> {
  const answer = await fetchAnswer<PathProbes>(path)
  return answer.ok ? { kind: 'sent', probes: answer.value } : { kind: 'failed', message: answer.failure.error.message }
}
