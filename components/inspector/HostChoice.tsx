type Props = { hosts: readonly string[]; shown: string | null; onChoose: (host: string) => void }

/** Which host the commands are for: a choice where there are several, its name where there is one. */
export function HostChoice({ hosts, shown, onChoose }: Props) {
  if (shown === null) return null
  if (hosts.length === 1)
    return (
      <p className="text-soft">
        on <bdi>{shown}</bdi>
      </p>
    )
  return (
    <label className="flex items-center gap-2">
      <span className="text-soft">on</span>
      <select
        value={shown}
        onChange={(event) => onChoose(event.target.value)}
        className="min-h-7 max-w-60 rounded-md border border-line bg-card px-1 pointer-coarse:min-h-11"
      >
        {hosts.map((host) => (
          <option key={host} value={host}>
            {host}
          </option>
        ))}
      </select>
    </label>
  )
}
