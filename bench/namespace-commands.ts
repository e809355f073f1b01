import type { NamespaceText } from '../lib/host/host-source.ts'

const batch = (options: string, lines: string[]) => `ip -j -d ${options} -force -batch - <<'E'\n${lines.join('\n')}\nE`

/**
 * The commands that tell what Portolan read of a namespace, as a person would write them down: no marks, no conditions. Which of the firewall's are
 * among them depends on what there was to read.
 */
export function namespaceCommands(read: NamespaceText, saveTools: { save4: string; save6: string }): string[] {
  const holds = (part: keyof NamespaceText) => {
    const text = read[part]
    return text.state === 'read' && text.text.trim() !== ''
  }
  return [
    batch('', [
      'link show',
      'address show',
      'neighbour show',
      'neighbour show proxy',
      'netns list-id',
      'xfrm policy list',
    ]),
    batch('-4', ['route show table all', 'rule show', 'xfrm state list nokeys']),
    batch('-6', ['route show table all', 'rule show', 'xfrm state list nokeys']),
    'bridge -j -d fdb show',
    'bridge -j vlan show',
    'tc qdisc show >/dev/null',
    `cd /proc/sys/net; grep -s '' ${sysctlPaths(read).join(' ')}`,
    ...(holds('ipvs') ? ['cat /proc/self/net/ip_vs'] : []),
    'ss -H -l -n -t -u -S',
    'nft list tables >/dev/null',
    ...(holds('nft') ? ['nft list ruleset'] : []),
    ...(holds('iptables') ? [`${saveTools.save4} -c`] : []),
    ...(holds('ip6tables') ? [`${saveTools.save6} -c`] : []),
  ]
}

/** The files behind `net.ipv4.conf.eth0/5.forwarding = 1` and its like; a dot in an interface's name is written as a slash there. */
function sysctlPaths({ sysctls }: NamespaceText): string[] {
  if (sysctls.state !== 'read') return []
  const keys = sysctls.text.split('\n').flatMap((line) => /^net\.(\S+) = /.exec(line)?.[1] ?? [])
  return keys.map((key) => key.replace(/[./]/g, (sign) => (sign === '/' ? '.' : '/')))
}

/** Whether both told equally much: the same number of lines that say something. */
export function countLines(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.split('\n').filter((line) => line.trim() !== '').length, 0)
}
