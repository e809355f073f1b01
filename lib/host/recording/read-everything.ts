import { dirname } from 'node:path'
import { z } from 'zod'
import type { Answer, EngineReads, HostSource } from '../host-source.ts'
import type { RecordedEngine, RecordedKernel } from './recording-files.ts'

const Listed = z.object({ Id: z.string() })
const Sandbox = z.object({ NetworkSettings: z.object({ SandboxKey: z.string() }) })
const Manager = z.object({ Swarm: z.object({ ControlAvailable: z.literal(true) }) })
const Files = z.object({ ResolvConfPath: z.string().default(''), HostsPath: z.string().default('') })

/** Asks a source all that it can be asked. */
export async function readEverything(source: HostSource): Promise<{ engine: RecordedEngine; kernel: RecordedKernel }> {
  const { engine, kernel } = source
  const version = await engine.readVersion()
  const [info, networks, containers] = await Promise.all([
    engine.readInfo(),
    engine.readNetworks(),
    engine.readContainers(),
  ])
  const networkById = await readEach(networks, engine.readNetwork)
  const containerById = await readEach(containers, engine.readContainer)
  const folders = sandboxFolders(Object.values(containerById))
  const [hostFacts, namespaces] = await Promise.all([kernel.readHostFacts(), kernel.findNamespaces(folders)])
  const namespaceByInode: RecordedKernel['namespaceByInode'] = {}
  for (const ref of namespaces.ok ? namespaces.value : []) {
    namespaceByInode[ref.inode] = await kernel.readNamespace(ref)
  }
  const fileByPath: RecordedKernel['fileByPath'] = {}
  for (const path of ['/etc/resolv.conf', '/etc/hosts']) fileByPath[path] = await kernel.readFile(path)
  for (const answer of Object.values(containerById)) {
    const files = Files.safeParse(answer.ok ? answer.value : null)
    if (!files.success) continue
    for (const path of [files.data.ResolvConfPath, files.data.HostsPath]) {
      if (path !== '') fileByPath[path] = await kernel.readFile(path)
    }
  }
  return {
    engine: { version, info, networks, networkById, containers, containerById, ...(await readSwarm(engine, info)) },
    kernel: { hostFacts, namespaces, namespaceByInode, fileByPath },
  }
}

/** Of a manager, what only managers tell. */
async function readSwarm(engine: EngineReads, info: Answer<unknown>): Promise<Partial<RecordedEngine>> {
  if (!info.ok || !Manager.safeParse(info.value).success) return {}
  const [nodes, services, tasks, attachments] = await Promise.all([
    engine.readNodes(),
    engine.readServices(),
    engine.readTasks('service'),
    engine.readTasks('attachment'),
  ])
  return { nodes, services, tasks, attachments }
}

async function readEach(
  list: Answer<unknown[]>,
  read: (id: string) => Promise<Answer<unknown>>,
): Promise<Record<string, Answer<unknown>>> {
  const answers: Record<string, Answer<unknown>> = {}
  for (const entry of list.ok ? list.value : []) {
    const listed = Listed.safeParse(entry)
    if (listed.success) answers[listed.data.Id] = await read(listed.data.Id)
  }
  return answers
}

/** Where the engine says that it keeps the namespaces of its containers. */
function sandboxFolders(containers: Answer<unknown>[]): string[] {
  const keys = containers.flatMap((answer) => {
    const parsed = Sandbox.safeParse(answer.ok ? answer.value : null)
    return parsed.success && parsed.data.NetworkSettings.SandboxKey !== ''
      ? [parsed.data.NetworkSettings.SandboxKey]
      : []
  })
  return [...new Set(keys.map((key) => dirname(key)))]
}
