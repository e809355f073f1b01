import type { ReactNode } from 'react'

/** A name, its value, and whether to show it; without the third a null value is left out. */
export type Fact = [name: string, value: ReactNode, shown?: boolean]

export function Facts({ facts }: { facts: Fact[] }) {
  const shown = facts.filter(([, value, wanted]) => wanted ?? value !== null)
  if (shown.length === 0) return null
  return (
    <dl className="grid grid-cols-[minmax(5.5rem,auto)_1fr] gap-x-3">
      {shown.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="mono wrap-anywhere">{typeof value === 'string' ? <bdi>{value}</bdi> : value}</dd>
        </div>
      ))}
    </dl>
  )
}
