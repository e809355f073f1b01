type Hook = { hook: string | null; priority: string | null; type: string | null }

const priorities: Record<string, number> = { raw: -300, mangle: -150, filter: 0, security: 50 }

/** Where the kernel calls a built-in chain of an iptables table; a chain of a user's own is only jumped to. */
export function hookOf(table: string, chain: string | null): Hook {
  if (chain === null) return { hook: null, priority: null, type: null }
  const hook = chain.toLowerCase()
  if (table === 'nat') {
    const destination = hook === 'prerouting' || hook === 'output'
    return { hook, priority: destination ? '-100' : '100', type: 'nat' }
  }
  const priority = String(priorities[table] ?? 0)
  return { hook, priority, type: table === 'mangle' && hook === 'output' ? 'route' : 'filter' }
}
