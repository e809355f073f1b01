import { sortById } from '../collect/compare-text.ts'
import { emptyAnswers } from '../collect/host-answers.ts'
import { resolveHost } from '../collect/resolve-host.ts'
import { hasNewSandboxFolder } from '../collect/sandbox-folders.ts'
import type { HostSource } from '../host/host-source.ts'
import { type Clock, systemClock } from '../link/clock.ts'
import type { FailureCode } from '../model/failure-code.ts'
import type { HostId } from '../model/id.ts'
import type { HostStatus } from '../model/status.ts'
import type { HostView } from '../model/topology.ts'
import { answerNamespace } from './answer-namespace.ts'
import { applyEffect } from './apply-effect.ts'
import { countMissedEvents } from './count-missed-events.ts'
import { describeStatus } from './describe-status.ts'
import { createDriftMeter } from './drift-meter.ts'
import { createEngineReader } from './engine-reader.ts'
import { effectOf } from './event-effect.ts'
import type { HostKeeper } from './host-keeper.ts'
import { inspectContainer, inspectNetwork, inspectSwarmObject } from './inspect-object.ts'
import { keepListsLevel } from './keep-lists-level.ts'
import { createKernelReader } from './kernel-reader.ts'
import { markSilent } from './mark-silent.ts'
import { createPacedQueue } from './paced-queue.ts'
import { createProbeDesk } from './probe-desk.ts'
import { createPublishedView } from './published-view.ts'
import { readHostFacts } from './read-host-facts.ts'
import { spentCpu } from './spent-cpu.ts'
import { startSweep } from './start-sweep.ts'
import { createSwarmReader } from './swarm-reader.ts'
import { type EngineState, watchEngine } from './watch-engine.ts'
import { watchPeers } from './watch-peers.ts'
import { watchSleep } from './watch-sleep.ts'
import { type WatcherGap, watcherGapRecord } from './watcher-gaps.ts'

/** How long a start waits for all of the view, and for the first word of engine and kernel. */
const readyPatienceMs = 5_000
const wholePatienceMs = 60_000
const firstWordPatienceMs = 15_000

export type KeepingWish = {
  /** Whether packets are sent when somebody asks for them. */
  probes: 'on' | 'off'
  /** Ready only when all was read: for who asks once. */
  whole: boolean
}

/** Keeps one live host's view level: events and notices say what to read again, lists and the sweep find what those missed. */
export function keepLiveView(
  source: HostSource,
  agentVersion: string,
  clock: Clock = systemClock,
  { probes, whole }: KeepingWish = { probes: 'on', whole: false },
): HostKeeper {
  const answers = emptyAnswers()
  const published = createPublishedView()
  const drift = createDriftMeter(clock.now)
  const missed = countMissedEvents(clock, publishSoon)
  const publishing = createPacedQueue({ clock, concurrency: 1, settleMs: 8, restFactor: 3 })
  const watcherGaps = new Map<string, WatcherGap>()
  const namespaceWanted = new Set<string>()
  let engineState: EngineState = {
    state: 'absent',
    since: clock.now(),
    detail: `asking the engine at ${source.endpoint}`,
  }
  /** The host's id is the engine's: nothing is published until the engine answered or did not. */
  let engineTried = false
  let noteTried = () => {}
  const tried = new Promise<void>((resolve) => {
    noteTried = () => {
      engineTried = true
      resolve()
    }
  })
  let quietReads = false

  let noteKernel = () => {}
  const kernelTried = new Promise<void>((resolve) => {
    noteKernel = resolve
  })
  const kernel = createKernelReader(source, answers, clock, drift, (quiet) => {
    if (answers.namespaceList?.ok === false || answers.namespaces.size > 0) noteKernel()
    peers.look()
    if (quiet) quietReads = true
    else publishSoon()
  })
  const engine = createEngineReader(source, answers, clock, {
    onRead: publishSoon,
    onContainerRead(id) {
      if (hasNewSandboxFolder(answers)) kernel.readList()
      if (namespaceWanted.delete(id)) kernel.readNamespaceOf(id)
    },
    onFactsRead: () => swarm.noteFacts(),
  })
  const peers = watchPeers(answers, clock, engine.readNetwork)
  const swarm = createSwarmReader(source, answers, clock, {
    isLive: () => engineState.state === 'live',
    onRead: publishSoon,
    // Which networks the engine lists hangs on its part in the swarm.
    onRoleChange: () => lists.compareAfterGap(),
  })
  const lists = keepListsLevel(engine, answers, clock, {
    isLive: () => engineState.state === 'live',
    onCompared(differences, afterGap) {
      noteTried()
      swarm.noteFacts()
      swarm.readEverything()
      if (!afterGap) missed.found(differences)
    },
  })

  function publishSoon(): void {
    publishing.request('view', async () => publish())
  }

  function publish(): void {
    if (!engineTried) return
    quietReads = false
    const view = resolveHost(answers, source)
    const hostId = view.hosts[0]?.id
    if (!hostId) return
    const gaps = [...view.gaps, ...[...watcherGaps.values()].map((gap) => watcherGapRecord(hostId, gap))]
    published.publish({ ...view, gaps: sortById(gaps), statuses: [statusOf(hostId)] })
  }

  const statusOf = (hostId: HostId): HostStatus =>
    describeStatus({
      hostId,
      agentVersion,
      engine: engineState,
      answers,
      watcherGaps: [...watcherGaps.values()],
      drift: drift.reading(),
      missedEvents: missed.count(),
      recording: null,
    })

  const engineWatch = watchEngine(source.engine, source.endpoint, clock, {
    onEvent(event) {
      const effect = effectOf(event)
      if (!effect) return
      for (const id of [...effect.containers, ...effect.networks, ...effect.goneContainers, ...effect.goneNetworks])
        missed.heard(id)
      for (const id of effect.namespacesOf) namespaceWanted.add(id)
      applyEffect(effect, answers, engine, kernel, swarm)
    },
    onGap(why) {
      lists.compareAfterGap()
      // An engine that starts writes rules anew, in containers too.
      if (why === 'reopened') kernel.readEverything()
      else kernel.readList()
    },
    onState(next, code) {
      engineState = next
      if (next.state !== 'live') {
        markSilent(answers, next.detail, silenceCode(next, code), clock.now())
        noteTried()
      }
      publishSoon()
    },
  })

  const kernelWatch = source.kernel.watchKernel({
    onChange({ inode, kind }) {
      if (kind === 'namespace') kernel.readList()
      else if (inode === null && kind === 'firewall') kernel.readHostFirewall()
      else if (inode === null) kernel.readHostNamespace()
      else kernel.readNamespace(inode)
    },
    onGap(gap) {
      watcherGaps.set(gap.source, gap)
      publishSoon()
    },
    onOpen(name) {
      // What changed before it was up was not heard: the sweep goes round for that, except at the host, which all hangs on.
      if (watcherGaps.delete(name)) kernel.readEverything()
    },
  })

  const sweep = startSweep({
    clock,
    parts: () =>
      [...answers.namespaces].map(([inode, { ref, latest }]) => ({ inode, isHost: ref.isHost, readAt: latest.readAt })),
    read: kernel.sweep,
    spent: spentCpu,
  })

  const sleepWatch = watchSleep(clock, () => {
    kernel.readEverything()
    engine.readEverything()
    lists.compareAfterGap()
  })

  const desk = createProbeDesk({
    clock,
    probes,
    view: published.view,
    refOf: (inode) => answers.namespaces.get(inode)?.ref ?? null,
  })

  const hostFacts = readHostFacts(source, answers)
  kernel.readList()

  async function settled(): Promise<void> {
    await hostFacts
    await tried
    await engine.whenIdle()
    await swarm.whenIdle()
    await kernel.whenIdle()
  }

  async function whenReady(): Promise<void> {
    await Promise.race([settled(), passed(whole ? wholePatienceMs : readyPatienceMs)])
    await Promise.race([kernelTried, passed(firstWordPatienceMs)])
    noteTried()
    publish()
  }

  const passed = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      clock.after(milliseconds, resolve)
    })

  function view(): HostView {
    if (quietReads) publish()
    return published.view()
  }

  return {
    epoch: published.epoch,
    whenReady,
    sequence: published.sequence,
    view,
    status() {
      const hostId = published.view().hosts[0]?.id
      if (!hostId) throw new Error('the status was asked before there was a view')
      return statusOf(hostId)
    },
    subscribe: published.subscribe,
    inspectContainer: (id) => inspectContainer(source, answers, id),
    inspectNetwork: (id) => inspectNetwork(source, answers, id),
    inspectService: async (id) => inspectSwarmObject(answers, 'services', id),
    inspectNode: async (id) => inspectSwarmObject(answers, 'nodes', id),
    inspectTask: async (id) => inspectSwarmObject(answers, 'tasks', id),
    async readNamespace(id) {
      const inode = published.view().namespaces.find((namespace) => namespace.id === id)?.inode ?? null
      if (inode !== null) await kernel.readNow(inode)
      publish()
      const kept = inode === null ? undefined : answers.namespaces.get(inode)
      return answerNamespace(published.view(), id, kept?.latest ?? null, clock.now())
    },
    probe: desk.probe,
    close() {
      engineWatch.stop()
      kernelWatch.stop()
      sweep.stop()
      sleepWatch.stop()
      lists.stop()
      engine.close()
      swarm.close()
      peers.stop()
      kernel.close()
      publishing.close()
    },
  }
}

/** An engine that was met is silent, whatever the reason, but for one that is too old: that one speaks. */
function silenceCode({ state }: EngineState, code: FailureCode | null): FailureCode {
  if (code === 'engine-too-old') return code
  return state === 'silent' ? 'engine-silent' : (code ?? 'no-engine')
}
