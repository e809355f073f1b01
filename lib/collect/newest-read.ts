import type { HostAnswers } from './host-answers.ts'

/** When the newest part was read that gave a value. */
export function newestRead(answers: HostAnswers): number {
  const parts = [
    answers.version?.latest,
    answers.info?.latest,
    answers.hostFacts?.latest,
    answers.networkList,
    answers.containerList,
    answers.namespaceList,
    ...Object.values(answers.swarm).map(({ latest }) => latest),
    ...[...answers.networks.values()].map(({ latest }) => latest),
    ...[...answers.containers.values()].map(({ latest }) => latest),
    ...[...answers.namespaces.values()].map(({ latest }) => latest),
  ]
  return parts.reduce((newest, part) => (part?.ok ? Math.max(newest, part.readAt) : newest), 0)
}
