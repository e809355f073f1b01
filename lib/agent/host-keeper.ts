import type { InspectAnswer, NamespaceAnswer, ProbeAnswer } from '../link/protocol.ts'
import type { Change } from '../model/change.ts'
import type { ProbeQuestion } from '../model/probe.ts'
import type { HostStatus } from '../model/status.ts'
import type { HostView } from '../model/topology.ts'

/** What the protocol server serves: one host's view, kept level, and questions about single objects. */
export type HostKeeper = {
  readonly epoch: string
  /** Comes when there is a view worth serving. */
  whenReady(): Promise<void>
  sequence(): number
  /** With the newest counters and ages in it. */
  view(): HostView
  status(): HostStatus
  subscribe(listener: (sequence: number, change: Change) => void): () => void
  inspectContainer(id: string): Promise<InspectAnswer>
  inspectNetwork(id: string): Promise<InspectAnswer>
  /** Of a swarm, as a manager's engine told it last. */
  inspectService(id: string): Promise<InspectAnswer>
  inspectNode(id: string): Promise<InspectAnswer>
  inspectTask(id: string): Promise<InspectAnswer>
  readNamespace(id: string): Promise<NamespaceAnswer>
  /** Sends a real packet out of a namespace, or says why not. */
  probe(namespaceId: string, question: ProbeQuestion): Promise<ProbeAnswer>
  close(): void
}
