import { findNamespaces } from '../collect/find-namespaces.ts'
import type { HostAnswers } from '../collect/host-answers.ts'
import type { NamespaceFacts } from '../collect/namespace-facts.ts'
import { readFirewall } from '../collect/read-firewall.ts'
import { readNamespace } from '../collect/read-namespace.ts'
import type { HostSource } from '../host/host-source.ts'
import type { Clock } from '../link/clock.ts'
import type { DriftMeter } from './drift-meter.ts'
import { findSandbox, isReused } from './find-sandbox.ts'
import { createPacedQueue } from './paced-queue.ts'
import { sameNamespaceFacts } from './same-namespace-facts.ts'

export type KernelReader = {
  readNamespace(inode: number): void
  readHostNamespace(): void
  /** The rules of the host's own namespace and nothing else: on a large host the rest costs ten times as much. */
  readHostFirewall(): void
  /** The namespace that a container lives in; where it is not known yet, the list of namespaces. */
  readNamespaceOf(containerId: string): void
  readList(): void
  readEverything(): void
  /** Reads one namespace past the queue, as soon as a read of it that is on its way has ended. */
  readNow(inode: number): Promise<void>
  /** Reads one namespace for the sweep; null when a read of it is on its way anyway. */
  sweep(inode: number): Promise<void> | null
  whenIdle(): Promise<void>
  close(): void
}

/** Two at a time leave a 2-core host usable while a burst is read. */
const concurrency = 2
/** A notice may come this long after the sweep has already seen what it tells. */
const noticeMs = 300

/** Orders the reads of namespaces. `onRead(quiet)` comes after each; a quiet one told nothing new but counters and ages. */
export function createKernelReader(
  source: HostSource,
  answers: HostAnswers,
  clock: Clock,
  drift: DriftMeter,
  onRead: (quiet: boolean) => void,
): KernelReader {
  const queue = createPacedQueue({ clock, concurrency, settleMs: 12, restFactor: 3 })
  const askedAt = new Map<number, number>()
  /** Of what is asked for, the namespaces that are to be read as a whole. */
  const whole = new Set<number>()
  /** The last read of each namespace that is on its way. */
  const turns = new Map<number, Promise<void>>()

  function namespace(inode: number): void {
    whole.add(inode)
    ask(inode)
  }

  function ask(inode: number): void {
    askedAt.set(inode, clock.now())
    queue.request(`namespace ${inode}`, () => readWith(whole.delete(inode) ? readNamespace : readFirewall, inode))
  }

  const readNow = (inode: number) => readWith(readNamespace, inode)

  /** In turn: of two reads of one namespace at once, the one that began before a change could be kept last. */
  function readWith(read: typeof readNamespace, inode: number): Promise<void> {
    const turn = Promise.allSettled([turns.get(inode)]).then(() => readInTurn(read, inode))
    turns.set(inode, turn)
    return turn.finally(() => {
      if (turns.get(inode) === turn) turns.delete(inode)
    })
  }

  async function readInTurn(read: typeof readNamespace, inode: number): Promise<void> {
    const before = answers.namespaces.get(inode)
    await read(source, answers, inode)
    const after = answers.namespaces.get(inode)
    if (!after) forget(inode)
    const same = before?.value && after?.value && sameNamespaceFacts(before.value, after.value)
    onRead(Boolean(same && before.latest.ok === after.latest.ok))
  }

  const list = () =>
    queue.request('list', async () => {
      const before = new Map([...answers.namespaces].map(([inode, { ref }]) => [inode, ref]))
      const added = new Set(await findNamespaces(source, answers))
      const refs = answers.namespaceList?.ok ? answers.namespaceList.value : []
      const toRead = refs.filter((ref) => added.has(ref.inode) || isReused(before.get(ref.inode), ref))
      // The host's own first: all others hang on it.
      for (const ref of toRead.sort((a, b) => Number(b.isHost) - Number(a.isHost))) namespace(ref.inode)
      for (const inode of before.keys()) if (!answers.namespaces.has(inode)) forget(inode)
      onRead(false)
    })

  function forget(inode: number): void {
    whole.delete(inode)
    askedAt.delete(inode)
    drift.forget(inode)
  }

  function ofHost(read: (inode: number) => void): void {
    for (const [inode, { ref }] of answers.namespaces) if (ref.isHost) read(inode)
  }

  function sweep(inode: number): Promise<void> | null {
    const key = `namespace ${inode}`
    if (queue.has(key)) return null
    return new Promise((resolve) => {
      queue.request(key, async () => {
        const startedAt = clock.now()
        const shown = answers.namespaces.get(inode)?.value
        await readNow(inode)
        const kept = answers.namespaces.get(inode)
        if (shown && kept?.value && kept.latest.ok) measure(inode, shown, kept.value, startedAt)
        resolve()
      })
    })
  }

  /** What a notice tells of at the same moment was under way and is no drift. */
  function measure(inode: number, shown: NamespaceFacts, read: NamespaceFacts, startedAt: number): void {
    if (sameNamespaceFacts(shown, read)) {
      drift.compare(inode, read, read)
      return
    }
    clock.after(noticeMs, () => {
      const noticed = (askedAt.get(inode) ?? 0) >= startedAt - noticeMs
      drift.compare(inode, noticed ? read : shown, read)
    })
  }

  return {
    readNamespace: namespace,
    readHostNamespace: () => ofHost(namespace),
    readHostFirewall: () => ofHost(ask),
    readNamespaceOf(containerId) {
      const inode = findSandbox(answers, containerId)
      if (inode === null) list()
      else namespace(inode)
    },
    readList: list,
    readEverything() {
      list()
      for (const inode of answers.namespaces.keys()) namespace(inode)
    },
    readNow,
    sweep,
    whenIdle: queue.whenIdle,
    close: queue.close,
  }
}
