import useSWR from 'swr'
import type { ContainerDetail, Failure, HostDetail, NetworkDetail, NodeDetail, ServiceDetail } from './contract.ts'
import { fetchAnswer } from './fetch-answer.ts'
import { type Shown, touches } from './touches.ts'
import { useAskAgain } from './use-ask-again.ts'

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

/** Asked once, and again when the stream tells of a change that touches what is shown. */
function useDetail<T>(id: string | null, list: string, shown: (detail: T) => Shown): Detail<T> {
  const key = id === null ? null : `/api/${list}/${encodeURIComponent(id)}`
  const { data, error, isLoading, mutate } = useSWR<T, ApiError>(key, ask, {
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
    shouldRetryOnError: false,
    keepPreviousData: false,
  })
  useAskAgain(
    key,
    () => void mutate(),
    (touched) => !data || touches(shown(data), touched),
  )

  return { detail: data ?? null, error: error ?? null, loading: isLoading }
}

async function ask<T>(path: string): Promise<T> {
  const answer = await fetchAnswer<T>(path)
  if (answer.ok) return answer.value
  throw new ApiError(answer.status, answer.failure)
}
