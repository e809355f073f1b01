import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLiveSource } from '../../host/open-live-source.ts'
import type { AgentAddress } from '../../link/agent-address.ts'
import type { AgentClient } from '../../link/agent-client.ts'
import { readSharedSecret, type SharedSecret } from '../../link/shared-secret.ts'
import { createMerger } from '../../merge/create-merger.ts'
import type { HostId } from '../../model/id.ts'
import type { Topology } from '../../model/topology.ts'
import type { AgentEntry } from '../agent-entries.js'
import { startAgent } from '../start-agent.js'
import { findAgentSockets } from './find-agent-sockets.ts'
import { type Heard, hearAgent } from './hear-agent.ts'
import { isOfThisHost } from './is-of-this-host.ts'
import type { PathOptions } from './path-options.ts'

export type Seen = {
  topology: Topology
  agentOf(hostId: HostId): AgentClient | null
  /** What of all that was named is not seen, in sentences. */
  missing: string[]
  close(): Promise<void>
}

type Opened = Heard & { end?: () => Promise<void> }

/** Asks every agent that is named once, and makes one topology of what they tell. An agent that is not there yet is started for the moment. */
export async function seeTopology({ agents, recording, secretFile }: PathOptions, root: string): Promise<Seen> {
  const secret = secretFile === null ? null : readSharedSecret(secretFile)
  const opened: Opened[] =
    secret?.ok === false
      ? [{ ok: false, reason: `PORTOLAN_SECRET_FILE: ${secret.reason}.` }]
      : await Promise.all(agents.map((entry) => open(entry, recording, root, secret?.secret ?? null)))
  const merger = createMerger()
  const clients = new Map<HostId, AgentClient>()
  for (const one of opened) {
    const hostId = one.ok ? one.view.hosts[0]?.id : undefined
    if (!one.ok || hostId === undefined || clients.has(hostId)) continue
    merger.put(hostId, one.view)
    clients.set(hostId, one.client)
  }
  return {
    topology: { ...merger.current(), statuses: merger.statuses() },
    agentOf: (hostId) => clients.get(hostId) ?? null,
    missing: opened.flatMap((one) => (one.ok ? [] : [one.reason])),
    async close() {
      for (const one of opened) if (one.ok) one.client.close()
      await Promise.all(opened.map((one) => one.end?.()))
    },
  }
}

async function open(
  entry: AgentEntry,
  recording: string | null,
  root: string,
  secret: SharedSecret | null,
): Promise<Opened> {
  if (entry.kind === 'network') return hearAgent(networkAddress(entry.text), secret)
  const named = process.env.PORTOLAN_AGENT_SOCKET
  if (entry.kind === 'local' && recording === null && named) return hearAgent({ kind: 'socket', path: named }, null)
  if (entry.kind === 'local' && recording === null) {
    const running = await findRunning()
    if (running) return running
  }
  return startForNow(entry.kind === 'context' ? entry.context : null, recording, root)
}

async function findRunning(): Promise<Heard | null> {
  const sockets = findAgentSockets()
  if (sockets.length === 0) return null
  const source = await openLiveSource()
  try {
    for (const path of sockets) {
      const heard = await hearAgent({ kind: 'socket', path }, null)
      if (heard.ok && isOfThisHost(heard.view, source.endpoint)) return heard
      if (heard.ok) heard.client.close()
    }
    return null
  } finally {
    await source.close()
  }
}

async function startForNow(context: string | null, recording: string | null, root: string): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-path-'))
  const socket = join(folder, 'agent.sock')
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  const started = await startAgent({
    root,
    socket,
    socketGroup: null,
    recording,
    context,
    whole: true,
    onError: () => {},
  })
  if (!started.ok) {
    removeFolder()
    return { ok: false, reason: started.reason }
  }
  const end = async () => {
    await started.agent.end()
    removeFolder()
  }
  return { ...(await hearAgent({ kind: 'socket', path: socket }, null)), end }
}

function networkAddress(text: string): AgentAddress {
  const colon = text.lastIndexOf(':')
  return { kind: 'network', host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) }
}
