import { useEffect, useMemo, useRef } from 'react'
import useSWR from 'swr'
import type { Failure } from './contract.ts'
import type { PathFailure, PathReport } from './path-contract.ts'
import { theTopologyFeed } from './use-topology.ts'

/** What came of a question: `refused` names the field that is wrong, `failed` says that nobody could answer. */
export type PathNow =
  | { kind: 'none' }
  | { kind: 'loading' }
  | { kind: 'answered'; answer: PathReport }
  | { kind: 'refused'; refusal: PathFailure['error'] }
  | { kind: 'failed'; code: string; message: string }

export type PathAsked = {
  path: PathNow
  again: () => void
  /** Has the facts of the ways read anew, and asks by these. */
  readAnew: () => Promise<void>
}

/** A change of the topology is asked about at once; on a busy host no more often than this. */
const restMs = 1_000

const keep = { revalidate: false } as const

/**
 * The answer to a question (the query of `/api/path`, null for none): by what is known at once, then once by facts that are read for it, since not all
 * changes are told by themselves, and again when anything changes: it stays true.
 */
export function usePath(query: string | null): PathAsked {
  const key = query === null ? null : `/api/path?${query}`
  const { data, mutate } = useSWR<PathNow>(key, ask, {
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
    shouldRetryOnError: false,
    keepPreviousData: false,
  })
  const again = useRef(mutate)
  again.current = mutate
  useEffect(() => {
    if (key === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let askedAt = Date.now()
    const stop = theTopologyFeed().onTouched(() => {
      timer ??= setTimeout(
        () => {
          timer = undefined
          askedAt = Date.now()
          void again.current()
        },
        Math.max(0, askedAt + restMs - Date.now()),
      )
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [key])
  const readAnew = async () => {
    if (key !== null) await mutate(ask(`${key}&fresh=1`), keep)
  }
  const freshened = useRef<string | null>(null)
  useEffect(() => {
    if (data?.kind !== 'answered' || freshened.current === key) return
    freshened.current = key
    // Where that fails, what is known still stands.
    void again.current(async (known) => {
      const fresh = await ask(`${key}&fresh=1`)
      return fresh.kind === 'failed' ? known : fresh
    }, keep)
  }, [key, data])
  const path = useReads(key, data ?? null)
  return { path, again: () => void mutate(), readAnew }
}

/** When the namespaces of a question were read stays known while it is asked again by what changed since. */
function useReads(key: string | null, data: PathNow | null): PathNow {
  const kept = useRef<{ key: string | null; reads: PathReport['reads'] }>({ key, reads: [] })
  return useMemo(() => {
    if (key === null) return { kind: 'none' }
    if (kept.current.key !== key) kept.current = { key, reads: [] }
    if (data?.kind !== 'answered') return data ?? { kind: 'loading' }
    const { answer } = data
    if (answer.reads.length > 0) kept.current = { key, reads: answer.reads }
    return { kind: 'answered', answer: { ...answer, reads: kept.current.reads } }
  }, [key, data])
}

async function ask(path: string): Promise<PathNow> {
  const answer = await fetch(path, { cache: 'no-store' }).catch(() => null)
  if (!answer) return { kind: 'failed', code: 'no-answer', message: 'Portolan does not answer. Is it still running?' }
  if (answer.ok) return { kind: 'answered', answer: await answer.json() }
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  const failure: Failure | PathFailure | null = isJson ? await answer.json() : null
  if (failure && 'field' in failure.error) return { kind: 'refused', refusal: failure.error }
  return {
    kind: 'failed',
    code: failure?.error.code ?? 'no-answer',
    message: failure?.error.message ?? `Something between this page and Portolan answered ${answer.status}.`,
  }
}
