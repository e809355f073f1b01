import type { HostAnswers } from '../collect/host-answers.ts'
import { readEngineInfo } from '../collect/read-engine-facts.ts'
import { forgetSwarm, readSwarmPart, type SwarmPart, swarmParts } from '../collect/read-swarm.ts'
import { swarmRole } from '../collect/swarm-role.ts'
import type { HostSource } from '../host/host-source.ts'
import type { Clock, Timer } from '../link/clock.ts'
import { createPacedQueue } from './paced-queue.ts'

export type SwarmReader = {
  /** Soon, where the engine is a manager; a burst becomes one read. */
  read(part: SwarmPart): void
  readEverything(): void
  /** `GET /info` was read: the part that this node has in its swarm may be another. */
  noteFacts(): void
  whenIdle(): Promise<void>
  close(): void
}

type SwarmReadHandlers = {
  isLive(): boolean
  onRead(): void
  /** The node joined, left, was promoted, demoted, or its managers lost or found their leader. */
  onRoleChange(): void
}

/** Neither tasks nor a node's own part in its swarm have events: they are looked at this often, and sooner for a while after tasks have moved. */
const everyMs = 5_000
const movingMs = 1_000
/** Of a large swarm the tasks are asked for less often, so that this takes no more than a twenty-fifth of the time. */
const restFactor = 25
/** Without an event a node is in no swarm for longer than this at most before it is noticed. */
const outsideMs = 30_000

/** Reads what only managers tell, and notices what part this node has in its swarm. */
export function createSwarmReader(
  source: HostSource,
  answers: HostAnswers,
  clock: Clock,
  { isLive, onRead, onRoleChange }: SwarmReadHandlers,
): SwarmReader {
  // The parts of one start or stop come over a tenth of a second, and every list is that of the whole swarm.
  const queue = createPacedQueue({ clock, concurrency: 3, settleMs: 100, restFactor: 4, mostOften: 2 })
  let role: string | null = null
  let timer: Timer = clock.after(everyMs, tick)
  let tickedAt = clock.now()
  let movedAt = 0
  let tasksCostMs = 0

  function read(part: SwarmPart): void {
    if (swarmRole(answers) !== 'manager') return
    queue.request(part, async () => {
      const startedAt = clock.now()
      const changed = await readSwarmPart(source, answers, part)
      if (part === 'tasks') tasksCostMs = clock.now() - startedAt
      if (!changed) return
      onRead()
      if (part !== 'tasks') return
      movedAt = clock.now()
      again(movingMs)
    })
  }

  function tick(): void {
    again(clock.now() - movedAt < everyMs ? movingMs : everyMs)
    const mayBeOutside = swarmRole(answers) === 'none' && !answers.info?.value?.Swarm?.NodeID
    if (!isLive() || (mayBeOutside && clock.now() - tickedAt < outsideMs)) return
    tickedAt = clock.now()
    queue.request('info', async () => {
      await readEngineInfo(source, answers)
      noteFacts()
    })
    read('tasks')
  }

  function again(afterMs: number): void {
    timer.cancel()
    timer = clock.after(Math.max(afterMs, tasksCostMs * restFactor), tick)
  }

  const readEverything = () => {
    for (const part of swarmParts) read(part)
  }

  function noteFacts(): void {
    const now = roleOf(answers)
    if (now === role) return
    const isFirst = role === null
    role = now
    const forgot = forgetSwarm(answers)
    readEverything()
    if (forgot || !isFirst) onRead()
    if (!isFirst) onRoleChange()
  }

  return {
    read,
    readEverything,
    noteFacts,
    whenIdle: queue.whenIdle,
    close() {
      timer.cancel()
      queue.close()
    },
  }
}

const roleOf = ({ info }: HostAnswers): string => {
  const swarm = info?.value?.Swarm
  return JSON.stringify([swarm?.LocalNodeState, swarm?.NodeID, swarm?.ControlAvailable, swarm?.Error])
}
