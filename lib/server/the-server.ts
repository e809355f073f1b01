import type { Configuration } from './configuration.ts'
import { followAgents, type LiveTopology } from './live-topology.ts'
import { createProbeGate, type ProbeGate } from './probe-gate.ts'

/** All state of the web process. */
export type Server = {
  readonly configuration: Configuration
  readonly live: LiveTopology
  readonly probes: ProbeGate
  readonly startedAt: number
  close(): void
}

// Next loads a module more than once in one process (instrumentation, routes, pages); what must be one hangs here.
declare global {
  var portolanServer: Server | undefined
}

/** Puts the parts together. Called once, before the first request. */
export function startServer(configuration: Configuration): Server {
  if (globalThis.portolanServer) throw new Error('the server was started twice')
  const live = followAgents({
    sources: configuration.agents,
    secret: configuration.secret,
    stateFolder: configuration.stateFolder,
  })
  const server: Server = {
    configuration,
    live,
    probes: createProbeGate(Date.now),
    startedAt: Date.now(),
    close() {
      live.close()
      globalThis.portolanServer = undefined
    },
  }
  globalThis.portolanServer = server
  return server
}

/** The one server of this process, for every route and page. */
export function theServer(): Server {
  if (!globalThis.portolanServer) throw new Error('the server was not started: instrumentation.ts does that')
  return globalThis.portolanServer
}
