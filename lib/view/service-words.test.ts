import { expect, test } from 'vitest'
import { ServiceId, TaskId } from '../model/id.ts'
import type { Task } from '../model/task.ts'
import { runningText, serviceMode, servicePortText, taskTone } from './service-words.ts'

const id = ServiceId.parse('web')
const task = (name: string, state: string, desiredState = 'running'): Task => ({
  id: TaskId.parse(`${name}-${state}`),
  kind: 'container',
  serviceId: id,
  name,
  slot: null,
  nodeId: null,
  state,
  desiredState,
  message: '',
  error: null,
  containerId: null,
  addresses: [],
  changedAt: null,
  version: 1,
})

test('what runs is counted against what is wanted, without what was replaced', () => {
  const tasks = [task('web.1', 'running'), task('web.2', 'preparing'), task('web.2', 'failed', 'shutdown')]
  expect(runningText({ id, replicas: 3 }, tasks)).toBe('1 of 3')
  expect(runningText({ id, replicas: null }, tasks)).toBe('1 of 2')
})

test('the mode says how many are wanted where a number is given', () => {
  expect(serviceMode({ mode: 'replicated', replicas: 3 })).toBe('replicated, 3 wanted')
  expect(serviceMode({ mode: 'global', replicas: null })).toBe('global')
})

test('a port of the host mode says that it is not on every node', () => {
  const port = { protocol: 'tcp', targetPort: 80, publishedPort: 8080, mode: 'ingress' } as const
  expect(servicePortText(port)).toBe(':8080 → 80/tcp')
  expect(servicePortText({ ...port, mode: 'host' })).toBe(':8080 → 80/tcp on its nodes')
  expect(servicePortText({ ...port, publishedPort: null })).toBe('not given yet → 80/tcp')
})

test('a failure is one even where the task is history', () => {
  expect(taskTone(task('web.1', 'failed', 'shutdown'))).toBe('bad')
  expect(taskTone(task('web.1', 'shutdown', 'shutdown'))).toBe('idle')
  expect(taskTone(task('web.1', 'pending'))).toBe('warn')
  expect(taskTone(task('web.1', 'running'))).toBe('ok')
})
