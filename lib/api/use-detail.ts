import { useEffect, useRef } from 'react'
import useSWR from 'swr'
import type { ContainerDetail, Failure, HostDetail, NetworkDetail, NodeDetail, ServiceDetail } from './contract.ts'
import { type Shown, touches } from './touches.ts'
import { theTopologyFeed } from './use-topology.ts'

/** An answer that is no answer: `code` is stable, the message is for a person. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, { error }: Failure) {
    super(error.message)
    this.name = 'ApiError'
    this.code = error.code
    this.status = status
  }
}

export type Detail<T> = { detail: T | null; error: ApiError | null; loading: boolean }

/** Null asks nothing. */
export const useContainerDetail = (id: string | null): Detail<ContainerDetail> =>
  useDetail(id, 'containers', (detail) => ({ kind: 'container', detail }))

export const useNetworkDetail = (id: string | null): Detail<NetworkDetail> =>
  useDetail(id, 'networks', (detail) => ({ kind: 'network', detail }))

export const useHostDetail = (id: string | null): Detail<HostDetail> =>
  useDetail(id, 'hosts', (detail) => ({ kind: 'host', detail }))

export const useServiceDetail = (id: string | null): Detail<ServiceDetail> =>
  useDetail(id, 'services', (detail) => ({ kind: 'service', detail }))

export const useNodeDetail = (id: string | null): Detail<NodeDetail> =>
  useDetail(id, 'nodes', (detail) => ({ kind: 'node', detail }))

/** The first change is asked for at once; on a busy host that changes many times a second, no more often than this. */
const restMs = 1_000

/** Asked once, and again when the stream tells of a change that touches what is shown. */
function useDetail<T>(id: string | null, list: string, shown: (detail: T) => Shown): Detail<T> {
  const key = id === null ? null : `/api/${list}/${encodeURIComponent(id)}`
  const { data, error, isLoading, mutate } = useSWR<T, ApiError>(key, ask, {
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
    shouldRetryOnError: false,
    keepPreviousData: false,
  })
  const latest = useRef({ data, shown, mutate })
  latest.current = { data, shown, mutate }

  useEffect(() => {
    if (key === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let askedAt = 0
    const stop = theTopologyFeed().onTouched((touched) => {
      const { data, shown } = latest.current
      if (timer || (data && !touches(shown(data), touched))) return
      timer = setTimeout(
        () => {
          timer = undefined
          askedAt = Date.now()
          void latest.current.mutate()
        },
        Math.max(0, askedAt + restMs - Date.now()),
      )
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [key])

  return { detail: data ?? null, error: error ?? null, loading: isLoading }
}

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(path, { cache: 'no-store' }).catch(() => null)
  if (!answer)
    throw new ApiError(0, { error: { code: 'no-answer', message: 'Portolan does not answer. Is it still running?' } })
  if (answer.ok) return answer.json()
  throw new ApiError(answer.status, await failureOf(answer))
}

async function failureOf(answer: Response): Promise<Failure> {
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  if (isJson) return answer.json()
  return {
    error: { code: 'no-answer', message: `Something between this page and Portolan answered ${answer.status}.` },
  }
}
