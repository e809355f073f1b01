import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { errorCode } from './error-code.ts'
import type { Answer, HostSource } from './host-source.ts'
import { RecordedEngine, RecordedKernel, RecordingAbout, recordingFile } from './recording/recording-files.ts'

/** Opens a folder of recorded answers as if it were a host that never changes. Rejects, naming file and fault, where the folder holds no recording. */
export async function openRecordedSource(folder: string): Promise<HostSource> {
  const about = await readPart(folder, recordingFile.about, RecordingAbout)
  const engine = await readPart(folder, recordingFile.engine, RecordedEngine)
  const kernel = await readPart(folder, recordingFile.kernel, RecordedKernel)
  const { name, recordedAt } = about
  const keep = <T>(answer: Answer<T>): Promise<Answer<T>> => Promise.resolve(answer)
  const find = <T>(answers: Record<string, Answer<T>>, key: string, source: string): Promise<Answer<T>> => {
    const found = Object.hasOwn(answers, key) ? answers[key] : undefined
    return keep(found ?? notRecorded(source, recordedAt))
  }
  return {
    endpoint: `recording ${basename(resolve(folder))} of ${about.endpoint}`,
    recording: { recordedAt, name },
    engine: {
      readVersion: () => keep(engine.version),
      readInfo: () => keep(engine.info),
      readNetworks: () => keep(engine.networks),
      readNetwork: (id) => find(engine.networkById, id, `GET /networks/${id}`),
      readContainers: () => keep(engine.containers),
      readContainer: (id) => find(engine.containerById, id, `GET /containers/${id}/json`),
      readNodes: () => keep(engine.nodes ?? notRecorded('GET /nodes', recordedAt)),
      readServices: () => keep(engine.services ?? notRecorded('GET /services', recordedAt)),
      readTasks: (runtime) =>
        keep((runtime === 'service' ? engine.tasks : engine.attachments) ?? notRecorded('GET /tasks', recordedAt)),
      watchEvents(handlers) {
        const opening = setImmediate(handlers.onOpen)
        return { stop: () => clearImmediate(opening) }
      },
    },
    kernel: {
      findNamespaces: () => keep(kernel.namespaces),
      readNamespace: ({ inode }) => find(kernel.namespaceByInode, String(inode), `net:[${inode}]`),
      readHostFacts: () => keep(kernel.hostFacts),
      readFile: (path) => find(kernel.fileByPath, path, path),
      watchKernel(handlers) {
        const opening = setImmediate(() => handlers.onOpen('recording'))
        return { stop: () => clearImmediate(opening) }
      },
    },
    close: () => Promise.resolve(),
  }
}

const notRecorded = (source: string, readAt: number): Extract<Answer<never>, { ok: false }> => ({
  ok: false,
  source,
  code: 'gone',
  reason: 'not in the recording',
  readAt,
})

async function readPart<T>(folder: string, file: string, schema: z.ZodType<T>): Promise<T> {
  const path = join(folder, file)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new Error(`${folder} holds no recording: ${file} cannot be read (${errorCode(error)})`)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new Error(`${path} is not part of a recording that can be read:\n${z.prettifyError(parsed.error)}`)
}
