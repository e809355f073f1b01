import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endChild, linesOf } from './child-line.ts'
import type { Place } from './place.ts'

const program = fileURLToPath(import.meta.resolve('./listen.js'))

/** Every address; 127.0.0.1 alone; the first address alone; nobody. */
export const ports = { open: 7001, loopback: 7002, first: 7003, closed: 7999 } as const

/** What answers in each namespace, by its inode: the key that its answers name. */
export type Listeners = {
  /** Has something listen wherever nothing of ours does yet, and forgets what has gone. */
  settle: (places: readonly Place[]) => Promise<void>
  close: () => Promise<void>
}

export const keyOf = (place: Place): string => `${place.inode}`

export function createListeners(): Listeners {
  const running = new Map<number, ChildProcess>()

  async function open(place: Place): Promise<void> {
    const child = spawn(
      'nsenter',
      [`--net=${place.file}`, '--', 'setpriv', '--pdeathsig', 'KILL', '--', process.execPath, program, keyOf(place)],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    )
    running.set(place.inode, child)
    await linesOf(child, `the listener of ${place.label}`)()
  }

  async function end(inode: number): Promise<void> {
    const child = running.get(inode)
    running.delete(inode)
    if (child) await endChild(child)
  }

  return {
    async settle(places) {
      const wanted = new Map(places.map((place) => [place.inode, place]))
      const gone = [...running.keys()].filter((inode) => !wanted.has(inode))
      await Promise.all(gone.map(end))
      await Promise.all([...wanted.values()].filter(({ inode }) => !running.has(inode)).map(open))
    },
    close: async () => void (await Promise.all([...running.keys()].map(end))),
  }
}
