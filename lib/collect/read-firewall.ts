import type { HostSource, NamespacePart } from '../host/host-source.ts'
import type { HostAnswers } from './host-answers.ts'
import { parseNamespace } from './parse-namespace.ts'
import { readNamespace } from './read-namespace.ts'

const firewallParts: readonly NamespacePart[] = ['iptables', 'ip6tables', 'iptablesLegacy', 'ip6tablesLegacy', 'nft']

/**
 * Reads the rules of one namespace again and leaves all else that is known of it as it is, its age too. Where nothing is known yet, or the rules could
 * not be read, the whole namespace is read.
 */
export async function readFirewall(source: HostSource, answers: HostAnswers, inode: number): Promise<void> {
  const ref = answers.namespaces.get(inode)?.ref
  const answer = ref ? await source.kernel.readNamespace(ref, firewallParts) : null
  // Something else may have been read of it meanwhile.
  const kept = answers.namespaces.get(inode)
  if (!answer?.ok || !kept?.value) return readNamespace(source, answers, inode)
  const { firewall, gaps } = parseNamespace(answer.value)
  const others = kept.value.gaps.filter(({ part }) => !firewallParts.includes(part))
  answers.namespaces.set(inode, { ...kept, value: { ...kept.value, firewall, gaps: [...others, ...gaps] } })
}
