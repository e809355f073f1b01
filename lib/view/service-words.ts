import type { Service, ServicePort } from '../model/service.ts'
import type { Task } from '../model/task.ts'
import type { Tone } from './picture.ts'

/** `replicated, 3 wanted`, `global`: how many tasks there shall be. */
export function serviceMode({ mode, replicas }: Pick<Service, 'mode' | 'replicas'>): string {
  return replicas === null ? mode : `${mode}, ${replicas} wanted`
}

/** `:8080 → 80/tcp`, with the mode where it is not the usual routing mesh. */
export function servicePortText({ publishedPort, targetPort, protocol, mode }: ServicePort): string {
  const published = publishedPort === null ? 'not given yet' : `:${publishedPort}`
  return `${published} → ${targetPort}/${protocol}${mode === 'host' ? ' on its nodes' : ''}`
}

/** `2 of 3`: tasks that run of those that are wanted now. */
export function runningText(service: Pick<Service, 'id' | 'replicas'>, tasks: readonly Task[]): string {
  const wanted = tasks.filter((task) => task.serviceId === service.id && isWanted(task))
  const running = wanted.filter(({ state }) => state === 'running').length
  return `${running} of ${service.replicas ?? wanted.length}`
}

/** Whether the swarm still wants it; what is left of a task that was replaced is history. */
export const isWanted = ({ desiredState }: Pick<Task, 'desiredState'>): boolean =>
  !['shutdown', 'remove', 'orphaned'].includes(desiredState)

const failed = new Set(['failed', 'rejected', 'orphaned'])

/** How well a task is: an error is one whether or not the swarm still wants the task. */
export function taskTone(task: Pick<Task, 'state' | 'desiredState'>): Tone {
  if (failed.has(task.state)) return 'bad'
  if (!isWanted(task) || task.state === 'complete') return 'idle'
  return task.state === 'running' ? 'ok' : 'warn'
}
