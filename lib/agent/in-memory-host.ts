import type {
  Answer,
  EngineHandlers,
  EngineVersion,
  HostSource,
  KernelHandlers,
  NamespacePart,
  NamespaceText,
  PartText,
} from '../host/host-source.ts'
import type { ManualClock } from '../link/manual-clock.ts'
import type { FailureCode } from '../model/failure-code.ts'

type Route = { dst: string; dev: string; gateway?: string }

/** `info`: the `Swarm` of `GET /info`. */
export type InMemorySwarm = {
  info: Record<string, unknown> | null
  networks: { Id: string; [field: string]: unknown }[]
  nodes: unknown[]
  services: unknown[]
  tasks: unknown[]
  attachments: unknown[]
}

/** A host for tests, at the port: an engine and a kernel that answer out of memory, fail and fall silent as told, and list what they were asked. */
export function createInMemoryHost(clock: ManualClock) {
  const containers = new Map<string, { name: string; state: string; sandbox: string }>()
  const routes = new Map<number, Route[]>()
  const packets = new Map<number, number>()
  /** What a manager's engine lists; an engine of no swarm refuses. */
  const swarm: InMemorySwarm = { info: null, networks: [], nodes: [], services: [], tasks: [], attachments: [] }
  const asked: string[] = []
  const hung = new Set<string>()
  const waiting: (() => void)[] = []
  let folder = usualFolder
  let hangs = false
  let isOld = false
  let stream: EngineHandlers | null = null
  let kernelHandlers: KernelHandlers | null = null
  let refusal: FailureCode | null = null
  let streamRefusal: { reason: string; code: FailureCode } | null = null
  let clockNano = 0

  let version: EngineVersion = {
    version: '28.5.2',
    apiVersion: '1.51',
    maxApiVersion: '1.51',
    minApiVersion: '1.24',
    operatingSystem: 'linux',
  }

  /** An answer once the engine goes on, or after its deadline the reason why there is none. */
  async function ask<T>(source: string, value: () => T | null): Promise<Answer<T>> {
    asked.push(source)
    if (hangs || hung.has(source)) {
      const late = await new Promise<boolean>((resolve) => {
        waiting.push(() => resolve(false))
        clock.after(10_000, () => resolve(true))
      })
      const reason = `${source} gave no answer within 10 s`
      if (late) return { ok: false, source, code: 'timeout', reason, readAt: clock.now() }
    }
    if (isOld)
      return { ok: false, source, code: 'engine-too-old', reason: 'the engine is too old', readAt: clock.now() }
    const found = value()
    if (found === null) return { ok: false, source, code: 'gone', reason: `no such object`, readAt: clock.now() }
    return { ok: true, value: found, source, readAt: clock.now() }
  }

  const attachment = { NetworkID: networkId, EndpointID: 'e'.repeat(64), IPAddress: '172.17.0.2', IPPrefixLen: 16 }

  function inspect(id: string): unknown {
    const held = containers.get(id)
    if (!held) return null
    const running = held.state === 'running' || held.state === 'paused'
    return {
      Id: id,
      Name: `/${held.name}`,
      State: { Status: held.state, Running: running, Pid: running ? 100 : 0 },
      HostConfig: { NetworkMode: 'default' },
      Config: { Image: 'busybox', Labels: {}, Env: ['DB_PASSWORD=hunter2'] },
      NetworkSettings: { SandboxKey: held.sandbox, Networks: { bridge: attachment } },
    }
  }

  const network = { Id: networkId, Name: 'bridge', Driver: 'bridge', Scope: 'local', Containers: {} }

  const source: HostSource = {
    endpoint: 'unix:///memory.sock',
    recording: null,
    engine: {
      readVersion: () => ask('version', () => version),
      readInfo: () => ask('info', () => ({ ID: 'ENGINE', Name: 'memory', Swarm: swarm.info })),
      readNetworks: () => ask('networks', () => [network, ...swarm.networks]),
      readNetwork: (id) => ask(`network ${id}`, () => [network, ...swarm.networks].find(({ Id }) => Id === id) ?? null),
      readContainers: () =>
        ask('containers', () =>
          [...containers].map(([Id, { name, state }]) => ({
            Id,
            Names: [`/${name}`],
            State: state,
            Status: 'Up 1 second',
            NetworkSettings: { Networks: { bridge: attachment } },
          })),
        ),
      readContainer: (id) => ask(`container ${id}`, () => inspect(id)),
      readNodes: () => ask('nodes', () => swarm.nodes),
      readServices: () => ask('services', () => swarm.services),
      readTasks: (runtime) =>
        runtime === 'service' ? ask('tasks', () => swarm.tasks) : ask('attachments', () => swarm.attachments),
      watchEvents(handlers) {
        stream = handlers
        const refusal = streamRefusal
        if (refusal) setImmediate(() => handlers.onClose(refusal.reason, refusal.code))
        else if (!hangs) setImmediate(() => handlers.onOpen())
        return { stop: () => {} }
      },
    },
    kernel: {
      async findNamespaces(alsoIn = []) {
        asked.push('namespaces')
        if (refusal) return { ok: false, source: 'netns', code: refusal, reason: 'not permitted', readAt: clock.now() }
        const isFound = folder === usualFolder || alsoIn.includes(folder)
        const inodes = [...routes.keys()].filter((inode) => isFound || inode === hostInode)
        const refs = inodes.map((inode) => ({
          inode,
          files: inode === hostInode ? [] : [`${folder}/${inode}`],
          pids: [],
          isHost: inode === hostInode,
        }))
        return { ok: true, value: refs, source: 'netns', readAt: clock.now() }
      },
      async readNamespace({ inode }) {
        asked.push(`namespace ${inode}`)
        const text = namespaceText(routes.get(inode) ?? [], packets.get(inode) ?? 0)
        return { ok: true, value: text, source: 'netns', readAt: clock.now() }
      },
      async readHostFacts() {
        const value = { hostname: 'memory', kernel: '6.1', bootId: 'boot', machineId: 'machine' }
        return { ok: true, value, source: 'facts', readAt: clock.now() }
      },
      async readFile() {
        return { ok: true, value: '', source: 'file', readAt: clock.now() }
      },
      watchKernel(handlers) {
        kernelHandlers = handlers
        return { stop: () => {} }
      },
    },
    async close() {},
  }

  return {
    source,
    asked,
    containers,
    routes,
    packets,
    swarm,
    /** Sends an event, whatever the engine's state is. */
    event(type: string, action: string, id: string, attributes: Record<string, string> = {}) {
      clockNano += 1
      stream?.onEvent({ type, action, id, attributes, timeNano: clockNano })
    },
    notice: (inode: number) => kernelHandlers?.onChange({ inode, kind: 'route' }),
    closeStream: (reason: string) => stream?.onClose(reason),
    /** The engine's socket may not be used. */
    refuseStream(reason: string, code: FailureCode) {
      streamRefusal = { reason, code }
    },
    /** The engine keeps its namespaces elsewhere than usual. */
    keepNamespacesIn(path: string) {
      folder = path
    },
    /** Another engine answers from now on. */
    upgrade(next: Pick<EngineVersion, 'version' | 'apiVersion'>) {
      version = { ...version, ...next }
    },
    /** The engine sends events, and every read of it says that it is too old. */
    growOld(old = true) {
      isOld = old
    },
    refuse(code: FailureCode) {
      refusal = code
    },
    hang() {
      hangs = true
    },
    /** Only this read of the engine's hangs. */
    hangOn: (read: string) => hung.add(read),
    goOn() {
      hangs = false
      hung.clear()
      for (const proceed of waiting.splice(0)) proceed()
    },
  }
}

export type InMemoryHost = ReturnType<typeof createInMemoryHost>

export const hostInode = 1
const usualFolder = '/run/docker/netns'
export const networkId = 'b'.repeat(64)

function namespaceText(routes: readonly Route[], packets: number): NamespaceText {
  const part = (name: NamespacePart): PartText => {
    if (name === 'routes4') return { state: 'read', text: JSON.stringify(routes) }
    if (name === 'iptables')
      return {
        state: 'read',
        text: `*filter\n:FORWARD DROP [${packets}:${packets}]\n[${packets}:0] -A FORWARD -j ACCEPT\nCOMMIT\n`,
      }
    return { state: 'skipped' }
  }
  return {
    links: part('links'),
    addresses: part('addresses'),
    routes4: part('routes4'),
    routes6: part('routes6'),
    rules4: part('rules4'),
    rules6: part('rules6'),
    neighbours: part('neighbours'),
    proxyNeighbours: part('proxyNeighbours'),
    fdb: part('fdb'),
    vlans: part('vlans'),
    netnsIds: part('netnsIds'),
    iptables: part('iptables'),
    ip6tables: part('ip6tables'),
    iptablesLegacy: part('iptablesLegacy'),
    ip6tablesLegacy: part('ip6tablesLegacy'),
    nft: part('nft'),
    sockets: part('sockets'),
    ipvs: part('ipvs'),
    trafficFilters: part('trafficFilters'),
    transformPolicies: part('transformPolicies'),
    transformStates4: part('transformStates4'),
    transformStates6: part('transformStates6'),
    sysctls: part('sysctls'),
  }
}
