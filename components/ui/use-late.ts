import { useEffect, useState } from 'react'

const patienceMs = 200

/** Whether a moment has passed: an outline of what is to come is for who waits, not for a flash. */
export function useLate(): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return late
}
