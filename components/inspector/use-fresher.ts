import { useState } from 'react'

/** Of a record that the stream keeps live and the same one asked for anew, the one that is fresher: what was asked, until the stream tells of a change. */
export function useFresher<T>(live: T | null, asked: T | null): T | null {
  const [seen, setSeen] = useState({ asked, live })
  if (seen.asked !== asked) setSeen({ asked, live })
  if (asked === null) return live
  return seen.asked !== asked || seen.live === live ? asked : (live ?? asked)
}
