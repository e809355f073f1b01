import type { HostSource } from '../host/host-source.ts'
import { findNamespaces } from './find-namespaces.ts'
import { forEachLimited } from './for-each-limited.ts'
import { emptyAnswers, type HostAnswers } from './host-answers.ts'
import { readContainer } from './read-container.ts'
import { readContainerFiles } from './read-container-files.ts'
import { readEngineFacts } from './read-engine-facts.ts'
import { readLists } from './read-lists.ts'
import { readNamespace } from './read-namespace.ts'
import { readNetwork } from './read-network.ts'
import { readSwarmPart, swarmParts } from './read-swarm.ts'
import { hasNewSandboxFolder } from './sandbox-folders.ts'

const limit = 8

/** Reads everything of a host once: the engine's side and the kernel's side at the same time. */
export async function readAll(source: HostSource): Promise<HostAnswers> {
  const answers = emptyAnswers()
  await Promise.all([readEngine(source, answers), readKernel(source, answers)])
  // Only the containers tell where an engine with another exec-root keeps its namespaces.
  if (hasNewSandboxFolder(answers)) await readKernel(source, answers)
  return answers
}

async function readEngine(source: HostSource, answers: HostAnswers): Promise<void> {
  await readEngineFacts(source, answers)
  await forEachLimited(swarmParts, limit, async (part) => void (await readSwarmPart(source, answers, part)))
  const { networks, containers } = await readLists(source, answers)
  const reads = [
    ...networks.added.map((id) => () => readNetwork(source, answers, id)),
    ...containers.added.map((id) => () => readContainer(source, answers, id)),
  ]
  await forEachLimited(reads, limit, (read) => read())
  await forEachLimited(containers.added, limit, (id) => readContainerFiles(source, answers, id))
}

async function readKernel(source: HostSource, answers: HostAnswers): Promise<void> {
  const inodes = await findNamespaces(source, answers)
  await forEachLimited(inodes, limit, (inode) => readNamespace(source, answers, inode))
}
