import './own-lab.ts'
import { runPortolan } from '../e2e/running-portolan.ts'
import { withBenchHost } from './bench-host.ts'
import { measureApiRead } from './measure-api-read.ts'
import { measureEventToPixel } from './measure-event-to-pixel.ts'
import { measureFirstLoad } from './measure-first-load.ts'
import { measureIdle } from './measure-idle.ts'
import { measureInside } from './measure-inside.ts'
import { measureKernelToPage } from './measure-kernel-to-page.ts'
import { measureListeningAgent } from './measure-listening-agent.ts'
import { measureManyAgents } from './measure-many-agents.ts'
import { measurePath } from './measure-path.ts'
import { measureReadsAfterEvent } from './measure-reads-after-event.ts'
import { measureStorm } from './measure-storm.ts'
import { printMissedAims } from './print-figure.ts'
import { readOptions } from './read-options.ts'
import { waitUntilCalm } from './wait-until-calm.ts'

const running = ['load', 'reads', 'pixel', 'kernel', 'idle'] as const
const ofOneHost = ['api', 'inside', ...running, 'storm'] as const
const groups = [...ofOneHost, 'path', 'listening', 'many'] as const
type Group = (typeof groups)[number]

const { only, minutes, keepLab } = readOptions(process.argv.slice(2), groups)
const isWanted = (group: Group) => only.length === 0 || only.includes(group)

if (ofOneHost.some(isWanted)) await measureOneHost()
if (isWanted('path')) measurePath()
if (isWanted('listening')) {
  await withBenchHost({ containers: 100, networks: 20 }, keepLab, (host) => measureListeningAgent(host, minutes))
}
if (isWanted('many')) await measureManyAgents()
printMissedAims()

/** What takes an agent and a page: one of each for all of it. */
async function measureRunning(host: string): Promise<void> {
  const startedAt = performance.now()
  const portolan = await runPortolan(host, { name: 'speed' })
  try {
    await waitUntilCalm(portolan)
    if (isWanted('load')) await measureFirstLoad(portolan)
    if (isWanted('reads')) await measureReadsAfterEvent(portolan)
    if (isWanted('pixel')) await measureEventToPixel(portolan)
    if (isWanted('kernel')) await measureKernelToPage(portolan)
    if (isWanted('idle')) await measureIdle(portolan, startedAt, minutes)
  } finally {
    await portolan.stop()
  }
}

/** The figures of one real engine. */
function measureOneHost(): Promise<void> {
  return withBenchHost({ containers: 200, networks: 40 }, keepLab, async (host) => {
    if (isWanted('api')) await measureApiRead(host)
    if (isWanted('inside')) await measureInside(host)
    if (running.some(isWanted)) await measureRunning(host)
    if (isWanted('storm')) await measureStorm(host)
  })
}
