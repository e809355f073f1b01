import type { HostSource } from '../host/host-source.ts'
import { parseEngineContainer } from './engine-container.ts'
import type { HostAnswers } from './host-answers.ts'
import { keepAnswer } from './keep-answer.ts'
import { maskInspect } from './mask.ts'

/** Reads one container; forgets it when the engine no longer has it. */
export async function readContainer(source: HostSource, answers: HostAnswers, id: string): Promise<void> {
  const answer = await source.engine.readContainer(id)
  if (!answer.ok && answer.code === 'gone') return dropContainer(answers, id)
  const kept = keepAnswer(answers.containers.get(id), answer, (json) => parseEngineContainer(maskInspect(json)))
  answers.containers.set(id, kept)
}

export function dropContainer(answers: HostAnswers, id: string): void {
  const container = answers.containers.get(id)?.value
  answers.containers.delete(id)
  if (!container) return
  answers.files.delete(container.ResolvConfPath)
  answers.files.delete(container.HostsPath)
}
