import type { Answer, EngineVersion, HostFacts, NamespaceRef } from '../host/host-source.ts'
import type { EngineContainer } from './engine-container.ts'
import type { EngineInfo } from './engine-info.ts'
import type { EngineNetwork } from './engine-network.ts'
import type { NamespaceFacts } from './namespace-facts.ts'
import { emptySwarmAnswers, type SwarmAnswers } from './swarm-answers.ts'

/** Everything that was read of one host, parsed and masked, each part with its moment: what `resolveHost` makes a HostView of. */
export type HostAnswers = {
  version: Kept<EngineVersion> | null
  info: Kept<EngineInfo> | null
  hostFacts: Kept<HostFacts> | null
  /** How the lists went; their contents are in the maps. */
  networkList: Answer<string[]> | null
  containerList: Answer<string[]> | null
  /** By engine id, from the single-object calls. A failed read keeps the last good value beside the failure. */
  networks: Map<string, Kept<EngineNetwork>>
  containers: Map<string, Kept<EngineContainer>>
  /** Empty where the engine is no manager. */
  swarm: SwarmAnswers
  namespaceList: Answer<NamespaceRef[]> | null
  /** Folders named by the engine that the list was looked for in. */
  searchedFolders: Set<string>
  /** By inode. */
  namespaces: Map<number, Kept<NamespaceFacts> & { ref: NamespaceRef }>
  /** Text of resolv.conf and hosts files by path. */
  files: Map<string, Answer<string>>
}

/** The last good value, if there ever was one, and how the newest read went. */
export type Kept<T> = { value: T | null; latest: Answer<unknown> }

export const emptyAnswers = (): HostAnswers => ({
  version: null,
  info: null,
  hostFacts: null,
  networkList: null,
  containerList: null,
  networks: new Map(),
  containers: new Map(),
  swarm: emptySwarmAnswers(),
  namespaceList: null,
  searchedFolders: new Set(),
  namespaces: new Map(),
  files: new Map(),
})
