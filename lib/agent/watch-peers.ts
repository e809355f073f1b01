import type { HostAnswers } from '../collect/host-answers.ts'
import type { NamespaceFacts } from '../collect/namespace-facts.ts'
import type { Clock, Timer } from '../link/clock.ts'

export type PeerWatch = {
  /** Namespaces were read. */
  look(): void
  stop(): void
}

/** The kernel is told of other nodes by the same gossip as the engine, whose own list of them may come a moment later. */
const settleMs = 1_000

/** Notices by the kernel's forwarding entries that other nodes came to an overlay or left it, which no event of the engine tells. */
export function watchPeers(answers: HostAnswers, clock: Clock, readNetwork: (id: string) => void): PeerWatch {
  const seen = new Map<number, { facts: NamespaceFacts; remotes: string }>()
  const timers = new Set<Timer>()

  function look(): void {
    for (const [inode, { ref, value: facts }] of answers.namespaces) {
      const before = seen.get(inode)
      if (!facts || before?.facts === facts) continue
      const overlay = overlayOf(ref.files, answers)
      if (overlay === null) continue
      const remotes = remotesOf(facts)
      seen.set(inode, { facts, remotes })
      if (before && before.remotes !== remotes) readSoon(overlay)
    }
    for (const inode of seen.keys()) if (!answers.namespaces.has(inode)) seen.delete(inode)
  }

  function readSoon(network: string): void {
    const timer = clock.after(settleMs, () => {
      timers.delete(timer)
      readNetwork(network)
    })
    timers.add(timer)
  }

  return {
    look,
    stop() {
      for (const timer of timers) timer.cancel()
    },
  }
}

const remotesOf = ({ fdb }: NamespaceFacts): string =>
  [...new Set(fdb.flatMap(({ remote }) => remote ?? []))].sort().join(' ')

/** The engine calls the namespace of an overlay `1-` and the beginning of its id. */
function overlayOf(files: readonly string[], answers: HostAnswers): string | null {
  for (const file of files) {
    const start = /\/\d+-([0-9a-z]+)$/.exec(file)?.[1]
    if (start === undefined) continue
    for (const id of answers.networks.keys()) if (id.startsWith(start)) return id
  }
  return null
}
