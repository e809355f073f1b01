import type { Answer, EngineReads } from '../host-source.ts'
import type { EngineClient } from './engine-client.ts'

/** Stands for an engine whose address cannot be used: every read says why. */
export function unusableEngine(reason: string): EngineClient {
  const refuse = <T>(source: string): Promise<Answer<T>> =>
    Promise.resolve({ ok: false, source, code: 'no-engine', reason, readAt: Date.now() })
  const reads: EngineReads = {
    readVersion: () => refuse('GET /version'),
    readInfo: () => refuse('GET /info'),
    readNetworks: () => refuse('GET /networks'),
    readNetwork: (id) => refuse(`GET /networks/${id}`),
    readContainers: () => refuse('GET /containers/json?all=1'),
    readContainer: (id) => refuse(`GET /containers/${id}/json`),
    readNodes: () => refuse('GET /nodes'),
    readServices: () => refuse('GET /services'),
    readTasks: () => refuse('GET /tasks'),
    watchEvents(handlers) {
      const timer = setImmediate(() => handlers.onClose(reason, 'no-engine'))
      return { stop: () => clearImmediate(timer) }
    },
  }
  return { reads, close() {} }
}
