import type { EngineEvent } from '../host/host-source.ts'

/** What one engine event makes worth reading again; nothing else is read for it. */
export type EventEffect = {
  /** Containers and networks to inspect again. */
  containers: string[]
  networks: string[]
  goneContainers: string[]
  goneNetworks: string[]
  /** Containers whose namespace, and networks whose members' names, changed. */
  namespacesOf: string[]
  networksOf: string[]
  /** The host's own namespace: a bridge, a veth or a rule came or went. */
  host: boolean
  /** Namespaces came or went. */
  namespaceList: boolean
  /** Facts of the engine itself: `GET /version` and `/info`. */
  engine: boolean
}

/** Null for the many events that change nothing Portolan shows: exec, attach, top, images, volumes. */
export function effectOf(event: EngineEvent): EventEffect | null {
  switch (event.type) {
    case 'container':
      return ofContainer(event)
    case 'network':
      return ofNetwork(event)
    case 'daemon':
    case 'node':
      return { ...nothing, engine: true }
    default:
      return null
  }
}

const nothing: EventEffect = {
  containers: [],
  networks: [],
  goneContainers: [],
  goneNetworks: [],
  namespacesOf: [],
  networksOf: [],
  host: false,
  namespaceList: false,
  engine: false,
}

const withoutEffect = new Set([
  'archive-path',
  'attach',
  'commit',
  'copy',
  'detach',
  'export',
  'extract-to-dir',
  'kill',
  'oom',
  'prune',
  'resize',
  'top',
])

function ofContainer({ action, id }: EngineEvent): EventEffect | null {
  if (action.startsWith('exec_') || withoutEffect.has(action)) return null
  switch (action) {
    case 'destroy':
      return { ...nothing, goneContainers: [id] }
    case 'start':
      return { ...nothing, containers: [id], namespacesOf: [id], host: true, namespaceList: true }
    case 'die':
      return { ...nothing, containers: [id], host: true, namespaceList: true }
    case 'rename':
      return { ...nothing, containers: [id], networksOf: [id] }
    default:
      return { ...nothing, containers: [id] }
  }
}

function ofNetwork({ action, id, attributes }: EngineEvent): EventEffect | null {
  const container = attributes.container
  switch (action) {
    case 'prune':
      return null
    case 'destroy':
    case 'remove':
      return { ...nothing, goneNetworks: [id], host: true, namespaceList: true }
    case 'connect':
    case 'disconnect': {
      const containers = container ? [container] : []
      return { ...nothing, networks: [id], containers, namespacesOf: containers, host: true, namespaceList: true }
    }
    default:
      return { ...nothing, networks: [id], host: true, namespaceList: true }
  }
}
