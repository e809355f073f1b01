/** `db:5432`, `10.0.0.2:80`, `[fd00::2]:80`; a bare IPv6 address has no port. `port` is null where there is none, NaN where it is none that exists. */
export function splitPort(text: string): { name: string; port: number | null } {
  const [, bracketed, behind] = /^\[([^\]]*)\](?::(.*))?$/.exec(text) ?? []
  if (bracketed !== undefined) return { name: bracketed, port: behind === undefined ? null : portOf(behind) }
  const [, prefix = '', rest = text] = /^(container:|service:|host:|name:)(.*)$/.exec(text) ?? []
  const parts = rest.split(':')
  if (parts.length !== 2) return { name: text, port: null }
  return { name: `${prefix}${parts[0] ?? ''}`, port: portOf(parts[1] ?? '') }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port >= 1 && port <= 65_535 ? port : Number.NaN
}
