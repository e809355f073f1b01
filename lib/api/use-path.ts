import { useEffect, useMemo, useRef } from 'react'
import useSWR from 'swr'
import { fetchAnswer } from './fetch-answer.ts'
import type { PathFailure, PathReport } from './path-contract.ts'
import { useAskAgain } from './use-ask-again.ts'

/** What came of a question: `refused` names the field that is wrong, `failed` says that nobody could answer. */
export type PathNow =
  | { kind: 'none' }
  | { kind: 'loading' }
  | { kind: 'answered'; answer: PathReport }
  | { kind: 'refused'; refusal: PathFailure['error'] }
  | { kind: 'failed'; message: string }

export type PathAsked = {
  path: PathNow
  again: () => void
  /** Has the facts of the ways read anew, and asks by these. */
  readAnew: () => Promise<void>
}

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
  useAskAgain(
    key,
    () => void mutate(),
    () => true,
  )
  const readAnew = async () => {
    if (key !== null) await mutate(ask(`${key}&fresh=1`), keep)
  }
  const freshened = useRef<string | null>(null)
  useEffect(() => {
    if (data?.kind !== 'answered' || freshened.current === key) return
    freshened.current = key
    // Where that fails, what is known still stands.
    void mutate(async (known) => {
      const fresh = await ask(`${key}&fresh=1`)
      return fresh.kind === 'failed' ? known : fresh
    }, keep)
  }, [key, data, mutate])
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
  const answer = await fetchAnswer<PathReport, PathFailure>(path)
  if (answer.ok) return { kind: 'answered', answer: answer.value }
  const { error } = answer.failure
  return 'field' in error ? { kind: 'refused', refusal: error } : { kind: 'failed', message: error.message }
}
