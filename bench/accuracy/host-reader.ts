import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { enterArgv, insideEnvironment } from '../../e2e/lab/enter.ts'
import { patience } from '../../e2e/lab/wait-until.ts'
import { createMerger } from '../../lib/merge/create-merger.ts'
import { type HostView, Topology } from '../../lib/model/topology.ts'
import { endChild, linesOf } from './child-line.ts'

const program = fileURLToPath(import.meta.resolve('./read-inside.ts'))

export type HostReader = { read: () => Promise<HostView>; close: () => Promise<void> }

/** Reads a lab host as its agent would, everything anew each time. */
export function openHostReader(host: string): HostReader {
  const argv = [...enterArgv(host), process.execPath, '--import', import.meta.resolve('tsx'), program]
  const child = spawn(argv[0] ?? '', argv.slice(1), {
    env: { ...insideEnvironment, PORTOLAN_LAB_PATIENCE: `${patience}` },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const nextLine = linesOf(child, `the reader of ${host}`)
  return {
    async read() {
      child.stdin.write('read\n')
      return Topology.parse(JSON.parse(await nextLine()))
    },
    close: () => endChild(child),
  }
}

/** What all hosts say now, as one topology. */
export async function readTopology(readers: readonly HostReader[]): Promise<Topology> {
  const views = await Promise.all(readers.map((reader) => reader.read()))
  const merger = createMerger()
  for (const view of views) {
    const hostId = view.hosts[0]?.id
    if (hostId !== undefined) merger.put(hostId, view)
  }
  return merger.current()
}
