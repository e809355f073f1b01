import { useEffect, useRef } from 'react'
import type { Touched } from './topology-feed.ts'
import { theTopologyFeed } from './use-topology.ts'

/** The first change is asked for at once; on a busy host that changes many times a second, no more often than this. */
const restMs = 1_000

/** Asks again when the stream tells of a change that concerns what is shown; `key` null: nothing is. */
export function useAskAgain(key: string | null, again: () => void, concerns: (touched: Touched) => boolean): void {
  const latest = useRef({ again, concerns })
  latest.current = { again, concerns }
  useEffect(() => {
    if (key === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let askedAt = 0
    const stop = theTopologyFeed().onTouched((touched) => {
      if (timer || !latest.current.concerns(touched)) return
      timer = setTimeout(
        () => {
          timer = undefined
          askedAt = Date.now()
          latest.current.again()
        },
        Math.max(0, askedAt + restMs - Date.now()),
      )
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [key])
}
