import { useState } from 'react'
import type { Failure } from './contract.ts'
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
  const answer = await fetch(path, { cache: 'no-store' }).catch(() => null)
  if (!answer) return { kind: 'failed', message: 'Portolan does not answer. Is it still running?' }
  if (answer.ok) return { kind: 'sent', probes: await answer.json() }
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  const failure: Failure | null = isJson ? await answer.json() : null
  const message = failure?.error.message ?? `Something between this page and Portolan answered ${answer.status}.`
  return { kind: 'failed', message }
}
