import type { FailureCode } from '../model/failure-code.ts'

/** The one port to the outside of a host. `live` asks the Docker engine and the kernel, `recorded` a folder of answers. */
export type HostSource = {
  /** Where the engine is asked, for a person: `unix:///var/run/docker.sock (context default)`. */
  readonly endpoint: string
  /** Null for a live source; for a recording its moment and name. */
  readonly recording: { recordedAt: number; name: string } | null
  readonly engine: EngineReads
  readonly kernel: KernelReads
  close(): Promise<void>
}

/** What a read gives: the value or the reason why there is none. Never thrown. */
export type Answer<T> =
  | { ok: true; value: T; source: string; readAt: number; missed?: Missed[] }
  | { ok: false; source: string; code: FailureCode; reason: string; readAt: number }

/** A part of a value that was read all the same: a folder of namespaces that may not be listed. */
export type Missed = { source: string; code: FailureCode; reason: string }

/** The closed list of GETs that ever go to Docker. Values are the engine's JSON, as it came. */
export type EngineReads = {
  /** Negotiates the API version anew; every other read uses it. */
  readVersion(): Promise<Answer<EngineVersion>>
  readInfo(): Promise<Answer<unknown>>
  readNetworks(): Promise<Answer<unknown[]>>
  readNetwork(id: string): Promise<Answer<unknown>>
  /** All containers, stopped ones too, without sizes. */
  readContainers(): Promise<Answer<unknown[]>>
  readContainer(id: string): Promise<Answer<unknown>>
  /** Nodes, services and tasks of the swarm, which only managers tell; other engines refuse with 503. Never `/swarm`: it holds the join tokens. */
  readNodes(): Promise<Answer<unknown[]>>
  readServices(): Promise<Answer<unknown[]>>
  /** `attachment`: the tasks that stand for plain containers on attachable overlays, which the engine leaves out unless it is asked for them. */
  readTasks(runtime: TaskRuntime): Promise<Answer<unknown[]>>
  /**
   * Opens `/events`. `onOpen` comes when the stream is up, `onClose` once, with the reason, when it ended. `sinceNano`, an event's `timeNano`, has
   * the engine repeat what it still holds from that second on.
   */
  watchEvents(handlers: EngineHandlers, sinceNano?: number): Watch
}

export type TaskRuntime = 'service' | 'attachment'

export type EngineVersion = {
  version: string
  apiVersion: string
  maxApiVersion: string
  minApiVersion: string | null
  operatingSystem: string
}

export type EngineHandlers = {
  onOpen(): void
  onEvent(event: EngineEvent): void
  /** `code`: why it could not be opened; none where it was open and ended. */
  onClose(reason: string, code?: FailureCode): void
}

/** One event, parsed at the border. `timeNano` orders and deduplicates. */
export type EngineEvent = {
  type: string
  action: string
  id: string
  attributes: Record<string, string>
  timeNano: number
}

export type Watch = { stop(): void }

export type KernelReads = {
  /**
   * Every network namespace that can be found: the engine's files, named ones, and those only processes hold. `alsoIn`: folders of namespace files
   * that the engine names, which lie elsewhere with another exec-root.
   */
  findNamespaces(alsoIn?: readonly string[]): Promise<Answer<NamespaceRef[]>>
  /** All that one namespace tells, by one fixed script in one `nsenter`; with `only`, these parts, and the others are `skipped`. */
  readNamespace(ref: NamespaceRef, only?: readonly NamespacePart[]): Promise<Answer<NamespaceText>>
  /** Facts of the host itself that no namespace has: release, boot id, machine id, hostname. */
  readHostFacts(): Promise<Answer<HostFacts>>
  /** A container's resolv.conf or hosts file, by the path that the engine named, or the host's own (`/etc/resolv.conf`, `/etc/hosts`); at most 64 KiB. */
  readFile(path: string): Promise<Answer<string>>
  /** `ip monitor all-nsid` and `nft monitor`: which namespace to read again, and what kind of fact changed. */
  watchKernel(handlers: KernelHandlers): Watch
}

export type NamespaceRef = {
  inode: number
  /** A file that enters it (`/run/docker/netns/1a2b3c4d5e6f`, `/run/netns/blue`), best known first. */
  files: string[]
  /** Processes that live in it, lowest first; at most a few. */
  pids: number[]
  /** It is the namespace that the engine (and the agent) lives in. */
  isHost: boolean
}

export type HostFacts = { hostname: string; kernel: string; bootId: string | null; machineId: string | null }

/** Names of the parts of the namespace script, each the output of one command. */
export const namespaceParts = [
  'links', // ip -j -d link show
  'addresses', // ip -j address show
  'routes4', // ip -j -d -4 route show table all
  'routes6',
  'rules4', // ip -j -4 rule show
  'rules6',
  'neighbours', // ip -j neighbour show
  'proxyNeighbours', // ip -j neighbour show proxy
  'fdb', // bridge -j -d fdb show
  'vlans', // bridge -j vlan show
  'netnsIds', // ip -j netns list-id, for link_netnsid; in the host's own namespace with the names of the files that lead to each
  'iptables', // iptables-save -c of the nf_tables variant
  'ip6tables',
  'iptablesLegacy', // only where /proc/net/ip_tables_names is not empty
  'ip6tablesLegacy',
  'nft', // nft list ruleset, native tables and those of iptables-nft
  'sockets', // ss -H -l -n -t -u -S, with the process that -p would name
  'ipvs', // /proc/net/ip_vs
  'trafficFilters', // tc filter show, of the devices whose qdiscs may have any
  'transformPolicies', // ip xfrm policy list
  'transformStates4', // ip -4 xfrm state list nokeys
  'transformStates6',
  'sysctls', // lines `net.ipv4.ip_forward = 1`
] as const
export type NamespacePart = (typeof namespaceParts)[number]

/** The raw text of each part and how its command ended. A part that was not asked for (no legacy tables) is `skipped`. */
export type NamespaceText = Record<NamespacePart, PartText>
export type PartText =
  | { state: 'read'; text: string }
  | { state: 'skipped' }
  | { state: 'failed'; code: FailureCode; reason: string }

export type KernelHandlers = {
  /** Inode of the namespace, or null when the host's own; `kind` says which notice it was. */
  onChange(change: {
    inode: number | null
    kind: 'link' | 'address' | 'route' | 'rule' | 'neighbour' | 'netconf' | 'firewall' | 'namespace'
  }): void
  /** A watcher that ended or could not start: the sweep alone covers what it heard. */
  onGap(gap: { source: string; code: FailureCode; reason: string }): void
  /** A watcher that is up (again). */
  onOpen(source: string): void
}
