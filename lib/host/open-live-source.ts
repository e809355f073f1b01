import { homedir } from 'node:os'
import { createEngineClient } from './engine/engine-client.ts'
import { findEndpoint } from './engine/find-endpoint.ts'
import { findEnginePlace } from './engine/find-engine-place.ts'
import { unusableEngine } from './engine/unusable-engine.ts'
import type { HostSource, KernelReads, Watch } from './host-source.ts'
import { existingFolders } from './kernel/existing-folders.ts'
import { findNamespaces, namespaceFolders } from './kernel/find-namespaces.ts'
import { findSaveTools } from './kernel/find-save-tools.ts'
import { isNamespaceFolder } from './kernel/is-namespace-folder.ts'
import { kernelElsewhere } from './kernel/kernel-elsewhere.ts'
import { readHostFacts } from './kernel/read-host-facts.ts'
import { readHostFile } from './kernel/read-host-file.ts'
import { type NamespaceReading, readNamespace } from './kernel/read-namespace.ts'
import { readNamespaceIds } from './kernel/read-namespace-ids.ts'
import { SocketOwners } from './kernel/socket-owners.ts'
import { watchKernel } from './kernel/watch-kernel.ts'
import { toolPath } from './run-tool.ts'

export type LiveSourceOptions = {
  /** Instead of what the environment and the docker CLI's configuration name. */
  dockerHost?: string | null
  env?: Record<string, string | undefined>
  homeFolder?: string
  /** A file that enters the host's own network namespace, where this process is in another one. */
  hostNamespace?: string | null
  limits?: Partial<LiveLimits>
}

export type LiveLimits = { deadlineMs: number; maxAnswerBytes: number; maxPartBytes: number }

/** One engine has one; the bound is for one that lies. */
const mostNamedFolders = 8

const defaultLimits: LiveLimits = { deadlineMs: 10_000, maxAnswerBytes: 64_000_000, maxPartBytes: 64_000_000 }

/** Opens the live source of this host. It never fails: an engine that cannot be used answers every read with the reason. */
export async function openLiveSource(options: LiveSourceOptions = {}): Promise<HostSource> {
  const env = options.env ?? process.env
  const limits = { ...defaultLimits, ...options.limits }
  const path = toolPath(env.PATH)
  /** Those that the engine has named so far lie before the usual ones: what is known best comes first. */
  const namedFolders = new Set<string>()
  const folders = () => [...namedFolders, ...namespaceFolders]
  const hostFile = options.hostNamespace ?? null
  const [endpoint, saveTools] = await Promise.all([
    findEndpoint({ dockerHost: options.dockerHost ?? null, env, homeFolder: options.homeFolder ?? homedir() }),
    findSaveTools(path),
  ])
  const { reads, close } = endpoint.ok
    ? createEngineClient(endpoint.endpoint, { deadlineMs: limits.deadlineMs, maxBytes: limits.maxAnswerBytes })
    : unusableEngine(endpoint.reason)
  const socketOwners = new SocketOwners()
  const enterHost = hostFile === null ? [] : [`--net=${hostFile}`]
  const readIds = async () => readNamespaceIds(await existingFolders(folders()), enterHost, path)
  const reading: NamespaceReading = {
    path,
    saveTools,
    socketOwners,
    isInHost: hostFile === null,
    readIds,
    deadlineMs: limits.deadlineMs,
    maxGroupBytes: limits.maxPartBytes,
  }
  const local: KernelReads = {
    async findNamespaces(alsoIn = []) {
      for (const folder of alsoIn) {
        if (namedFolders.size < mostNamedFolders && isNamespaceFolder(folder)) namedFolders.add(folder)
      }
      const found = await findNamespaces(folders(), hostFile, env.PORTOLAN_CONTAINER === '1')
      if (found.ok) socketOwners.keepOnly(new Set(found.value.map(({ inode }) => inode)))
      return found
    },
    readNamespace: (ref, only) => readNamespace(ref, reading, only),
    readHostFacts,
    readFile: readHostFile,
    watchKernel: (handlers) => watchKernel(handlers, { readIds, enterHost, path }),
  }
  const watches = new Set<Watch>()
  return {
    endpoint: endpoint.ok ? endpoint.endpoint.label : endpoint.label,
    recording: null,
    engine: reads,
    kernel: kernelBeside(local, () => (endpoint.ok ? findEnginePlace(endpoint.endpoint, reads) : null), watches),
    async close() {
      for (const watch of watches) watch.stop()
      watches.clear()
      close()
    },
  }
}

/** This machine's kernel where the engine's networks live in it. Asked for once, with the first read: an engine may not answer at once. */
function kernelBeside(
  local: KernelReads,
  findPlace: () => Promise<string | null> | null,
  watches: Set<Watch>,
): KernelReads {
  let chosen: Promise<KernelReads> | null = null
  const choose = async () => {
    const elsewhere = await findPlace()
    return elsewhere === null ? local : kernelElsewhere(elsewhere)
  }
  const kernel = () => {
    chosen ??= choose()
    return chosen
  }
  return {
    findNamespaces: async (alsoIn) => (await kernel()).findNamespaces(alsoIn),
    readNamespace: async (ref, only) => (await kernel()).readNamespace(ref, only),
    readHostFacts: async () => (await kernel()).readHostFacts(),
    readFile: async (path) => (await kernel()).readFile(path),
    watchKernel(handlers) {
      let running: Watch | null = null
      const watch = {
        stop() {
          watches.delete(watch)
          running?.stop()
        },
      }
      watches.add(watch)
      void kernel().then((reads) => {
        if (watches.has(watch)) running = reads.watchKernel(handlers)
      })
      return watch
    },
  }
}
