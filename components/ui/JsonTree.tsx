import { useMemo, useState } from 'react'
import { CopyButton } from './CopyButton.tsx'
import { flattenJson, type Json } from './flatten-json.ts'

type Props = { label: string; value: Json }

const shownMatches = 300

/** A JSON value as a tree to unfold; a search shows the matching leaves with their paths instead. */
export function JsonTree({ label, value }: Props) {
  const [query, setQuery] = useState('')
  const leaves = useMemo(() => flattenJson(value), [value])
  const wanted = query.trim().toLowerCase()
  const matches = wanted === '' ? [] : leaves.filter((leaf) => leaf.line.toLowerCase().includes(wanted))
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <input
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          aria-label={`Search in ${label}`}
          placeholder={`Search ${leaves.length} values`}
          className="min-h-7 min-w-0 flex-1 rounded-md border border-line bg-card px-2 placeholder:text-soft pointer-coarse:min-h-11"
        />
        <CopyButton text={JSON.stringify(value, null, 2)} label={`Copy ${label} as JSON`} />
      </div>
      {wanted === '' ? (
        <Branch value={value} depth={0} />
      ) : (
        <ul aria-label="Matching values" className="mono wrap-anywhere">
          {matches.slice(0, shownMatches).map((leaf) => (
            <li key={leaf.path} className="border-hair border-b py-1">
              <bdi className="text-soft">{leaf.path}</bdi> <bdi>{leaf.text}</bdi>
            </li>
          ))}
          {matches.length === 0 ? <li className="font-sans text-soft">No value matches.</li> : null}
          {matches.length > shownMatches ? (
            <li className="font-sans text-soft">{matches.length - shownMatches} more match. Search for more.</li>
          ) : null}
        </ul>
      )}
    </div>
  )
}

function Branch({ value, depth }: { value: Json; depth: number }) {
  if (value === null || typeof value !== 'object') return <Leaf value={value} />
  const entries = Object.entries(value)
  if (entries.length === 0) return <span className="mono text-soft">{Array.isArray(value) ? '[]' : '{}'}</span>
  return (
    <ul className={`mono ${depth === 0 ? '' : 'border-hair border-l pl-3'}`}>
      {entries.map(([key, child]) => (
        <li key={key} className="wrap-anywhere py-0.5">
          <Entry name={key} value={child} depth={depth} />
        </li>
      ))}
    </ul>
  )
}

function Entry({ name, value, depth }: { name: string; value: Json; depth: number }) {
  const [open, setOpen] = useState(false)
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) {
    return (
      <>
        <bdi className="text-soft">{name}</bdi> <Branch value={value} depth={depth + 1} />
      </>
    )
  }
  const count = Object.keys(value).length
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <bdi>{name}</bdi> <span className="text-soft">{Array.isArray(value) ? `[${count}]` : `{${count}}`}</span>
      </summary>
      {open ? <Branch value={value} depth={depth + 1} /> : null}
    </details>
  )
}

const Leaf = ({ value }: { value: Json }) => <bdi>{JSON.stringify(value)}</bdi>
