/** What resolv.conf(5) tells a program. */
export type ResolvConf = {
  servers: string[]
  search: string[]
  ndots: number
  /** Where the embedded resolver passes names on, as the engine notes it in the file; null where it notes nothing, as before 26. */
  upstream: string[] | null
}

export function parseResolvConf(text: string): ResolvConf {
  const conf: ResolvConf = { servers: [], search: [], ndots: 1, upstream: null }
  for (const line of text.split('\n')) {
    const noted = /^# ExtServers: \[(.*)\]/.exec(line)?.[1]
    if (noted !== undefined) conf.upstream = noted.split(/\s+/).filter((word) => word !== '')
    if (line.startsWith('# NO EXTERNAL NAMESERVERS DEFINED')) conf.upstream = []
    const [word, ...values] = line
      .replace(/[#;].*$/, '')
      .trim()
      .split(/\s+/)
    if (word === 'nameserver' && values[0] !== undefined) conf.servers.push(values[0])
    if (word === 'search' || word === 'domain') conf.search = values.filter((value) => value !== '.')
    if (word === 'options') conf.ndots = ndotsIn(values) ?? conf.ndots
  }
  return conf
}

const ndotsIn = (options: readonly string[]): number | null => {
  const value = options.find((option) => /^ndots:\d+$/.test(option))
  return value === undefined ? null : Math.min(Number(value.slice('ndots:'.length)), 15)
}
