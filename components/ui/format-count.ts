/** A count as a person reads it: `4,812`, `1.2 M`. */
export function formatCount(count: number): string {
  if (count < 1e6) return count.toLocaleString('en')
  if (count < 1e9) return `${(count / 1e6).toFixed(1)} M`
  return `${(count / 1e9).toFixed(1)} G`
}
