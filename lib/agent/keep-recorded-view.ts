import { readAll } from '../collect/read-all.ts'
import { resolveHost } from '../collect/resolve-host.ts'
import type { HostSource } from '../host/host-source.ts'
import { answerNamespace } from './answer-namespace.ts'
import { describeStatus } from './describe-status.ts'
import type { HostKeeper } from './host-keeper.ts'
import { inspectContainer, inspectNetwork, inspectSwarmObject } from './inspect-object.ts'
import { createPublishedView } from './published-view.ts'

type Recording = NonNullable<HostSource['recording']>

/** Serves a recording: it is read once, and nothing in it changes. */
export async function keepRecordedView(
  source: HostSource,
  recording: Recording,
  agentVersion: string,
): Promise<HostKeeper> {
  const answers = await readAll(source)
  const view = resolveHost(answers, source)
  const hostId = view.hosts[0]?.id
  if (!hostId) throw new Error(`the recording ${recording.name} holds no host`)
  const status = describeStatus({
    hostId,
    agentVersion,
    engine: { state: 'recorded', since: recording.recordedAt, detail: `a recording: ${recording.name}` },
    answers,
    watcherGaps: [],
    drift: null,
    missedEvents: 0,
    recording,
  })
  const published = createPublishedView()
  published.publish({ ...view, statuses: [status] })
  return {
    epoch: published.epoch,
    whenReady: () => Promise.resolve(),
    sequence: published.sequence,
    view: published.view,
    status: () => status,
    subscribe: published.subscribe,
    inspectContainer: (id) => inspectContainer(source, answers, id),
    inspectNetwork: (id) => inspectNetwork(source, answers, id),
    inspectService: async (id) => inspectSwarmObject(answers, 'services', id),
    inspectNode: async (id) => inspectSwarmObject(answers, 'nodes', id),
    inspectTask: async (id) => inspectSwarmObject(answers, 'tasks', id),
    async readNamespace(id) {
      const inode = view.namespaces.find((namespace) => namespace.id === id)?.inode ?? null
      const kept = inode === null ? undefined : answers.namespaces.get(inode)
      return answerNamespace(published.view(), id, kept?.latest ?? null, recording.recordedAt)
    },
    probe: async () => ({
      result: null,
      refused: 'unknown-namespace',
      reason: 'This is a recording: no packet goes out of it.',
      at: Date.now(),
    }),
    close() {},
  }
}
