import type { HostAnswers } from '../collect/host-answers.ts'
import { dropContainer, readContainer } from '../collect/read-container.ts'
import { readContainerFiles } from '../collect/read-container-files.ts'
import { readEngineFacts } from '../collect/read-engine-facts.ts'
import { type ListDifferences, readLists } from '../collect/read-lists.ts'
import { readNetwork } from '../collect/read-network.ts'
import { swarmRole } from '../collect/swarm-role.ts'
import type { HostSource } from '../host/host-source.ts'
import type { Clock } from '../link/clock.ts'
import { createPacedQueue } from './paced-queue.ts'

export type EngineReader = {
  readContainer(id: string): void
  readNetwork(id: string): void
  readFacts(): void
  forgetContainer(id: string): void
  forgetNetwork(id: string): void
  /** Reads the lists, and what they say is other than held. `withFacts`: the engine may be another one since. */
  compareLists(withFacts: boolean): Promise<ListDifferences>
  readEverything(): void
  whenIdle(): Promise<void>
  close(): void
}

type EngineReadHandlers = {
  onRead(): void
  onContainerRead(id: string): void
  onFactsRead(): void
}

const concurrency = 8

/** Orders what is asked of the engine: bursts are joined, storms thinned, and a container whose inspect hangs holds one place of eight. */
export function createEngineReader(
  source: HostSource,
  answers: HostAnswers,
  clock: Clock,
  { onRead, onContainerRead, onFactsRead }: EngineReadHandlers,
): EngineReader {
  const queue = createPacedQueue({ clock, concurrency, settleMs: 5, restFactor: 2, mostOften: 5 })

  const container = (id: string) =>
    queue.request(`container ${id}`, async () => {
      await readContainer(source, answers, id)
      onRead()
      onContainerRead(id)
      await readContainerFiles(source, answers, id)
      onRead()
    })

  const network = (id: string) =>
    queue.request(`network ${id}`, async () => {
      await readNetwork(source, answers, id)
      onRead()
    })

  const facts = () =>
    queue.request('facts', async () => {
      await readEngineFacts(source, answers)
      onRead()
      onFactsRead()
    })

  function readEverything(): void {
    for (const id of answers.containers.keys()) container(id)
    for (const id of answers.networks.keys()) network(id)
  }

  async function compareLists(withFacts: boolean): Promise<ListDifferences> {
    // What events ask for meanwhile waits, so that no older list undoes a newer read.
    queue.pause()
    try {
      const before = howListsWent(answers)
      const engineBefore = engineOf(answers)
      if (withFacts) await readEngineFacts(source, answers)
      const isOther = engineBefore !== null && engineBefore !== engineOf(answers)
      const differences = await readLists(source, answers)
      const { containers, networks, touchedNetworks } = differences
      for (const id of [...containers.added, ...containers.changed, ...failed(answers.containers)]) container(id)
      for (const id of [
        ...networks.added,
        ...networks.changed,
        ...touchedNetworks,
        ...unlisted(answers),
        ...failed(answers.networks),
      ])
        network(id)
      if (isOther) readEverything()
      if (withFacts || before !== howListsWent(answers) || containers.gone.length + networks.gone.length > 0) onRead()
      return differences
    } finally {
      queue.resume()
    }
  }

  return {
    readContainer: container,
    readNetwork: network,
    readFacts: facts,
    forgetContainer(id) {
      dropContainer(answers, id)
      onRead()
      // A read that is on its way may still bring it back: then it is asked once more.
      if (queue.has(`container ${id}`)) container(id)
    },
    forgetNetwork(id) {
      answers.networks.delete(id)
      onRead()
      if (queue.has(`network ${id}`)) network(id)
    },
    compareLists,
    readEverything,
    whenIdle: queue.whenIdle,
    close: queue.close,
  }
}

/** An engine of another version tells of the same containers in other words. */
const engineOf = ({ version }: HostAnswers): string | null =>
  version?.value ? `${version.value.version} ${version.value.apiVersion}` : null

const howListsWent = ({ containerList, networkList }: HostAnswers): string =>
  [containerList, networkList].map((answer) => (answer?.ok ? 'ok' : answer?.reason)).join()

/** A manager's list tells nothing of the members and peers of overlays, not even of those that are in use on its own node. */
const unlisted = (answers: HostAnswers): string[] =>
  swarmRole(answers) === 'none'
    ? []
    : [...answers.networks].flatMap(([id, { value }]) =>
        value?.Scope === 'swarm' && value.Peers.length > 0 ? [id] : [],
      )

const failed = (parts: HostAnswers['containers'] | HostAnswers['networks']): string[] =>
  [...parts].flatMap(([id, { latest }]) => (latest.ok ? [] : [id]))
