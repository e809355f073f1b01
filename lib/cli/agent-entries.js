// @ts-check

/**
 * Where a host is seen from: an agent that `npm start` runs here, on this host's engine or on that of a docker context, or one that is reached over the
 * network. `text` is what was written, and names it to people.
 * @typedef {{ kind: 'local', text: string } | { kind: 'context', text: string, context: string } | { kind: 'network', text: string }} AgentEntry
 */

/** As the docker command names contexts. */
const contextName = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/
const networkAddress = /^(?:\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?):(\d{1,5})$/

/**
 * The list in PORTOLAN_AGENTS: `local`, `context:NAME` and `HOST:PORT`, with commas.
 * @param {string} list
 * @returns {{ ok: true, entries: AgentEntry[] } | { ok: false, reason: string }}
 */
export function parseAgentEntries(list) {
  /** @type {AgentEntry[]} */
  const entries = []
  for (const text of list.split(',').map((word) => word.trim())) {
    const entry = parseEntry(text)
    if (!entry) {
      const reason = `PORTOLAN_AGENTS takes local, context:NAME and HOST:PORT, with commas between them; "${text}" is none of these`
      return { ok: false, reason }
    }
    if (entries.some((other) => other.text === text))
      return { ok: false, reason: `PORTOLAN_AGENTS names "${text}" twice` }
    entries.push(entry)
  }
  return { ok: true, entries }
}

/**
 * @param {string} text
 * @returns {AgentEntry | null}
 */
function parseEntry(text) {
  if (text === 'local') return { kind: 'local', text }
  const context = /^context:(.*)$/.exec(text)?.[1]
  if (context !== undefined) return contextName.test(context) ? { kind: 'context', text, context } : null
  const port = Number(networkAddress.exec(text)?.[1] ?? 0)
  return port >= 1 && port <= 65_535 ? { kind: 'network', text } : null
}
