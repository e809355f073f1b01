import type { Answer } from '../host/host-source.ts'
import type { NamespaceAnswer } from '../link/protocol.ts'
import type { HostView } from '../model/topology.ts'

/** What the view tells of one namespace; `latest` is how the newest read of it went, null where there is nothing to read. */
export function answerNamespace(
  view: HostView,
  id: string,
  latest: Answer<unknown> | null,
  now: number,
): NamespaceAnswer {
  const namespace = view.namespaces.find((known) => known.id === id)
  const readable = namespace && latest?.ok
  return {
    namespace: readable ? namespace : null,
    interfaces: readable ? view.interfaces.filter(({ namespaceId }) => namespaceId === id) : [],
    firewall: readable ? (view.firewalls.find((firewall) => firewall.id === id) ?? null) : null,
    gaps: view.gaps.filter(({ touches }) => touches.includes(id)),
    reason: readable ? null : reasonOf(Boolean(namespace), latest),
    readAt: latest?.readAt ?? now,
  }
}

function reasonOf(known: boolean, latest: Answer<unknown> | null): string {
  if (!known) return 'No namespace of this host has this id; it may be gone.'
  if (!latest) return 'The kernel was never asked about this namespace: nothing that leads into it was found.'
  return latest.ok ? 'The namespace is gone.' : latest.reason
}
