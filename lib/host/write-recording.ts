import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostSource } from './host-source.ts'
import { readEverything } from './recording/read-everything.ts'
import { readReferee } from './recording/read-referee.ts'
import {
  type RecordedEngine,
  type RecordingAbout,
  recordingFile,
  recordingFormat,
  refereeFolder,
} from './recording/recording-files.ts'
import { toolPath } from './run-tool.ts'

export type RecordingOptions = {
  name: string
  /** Takes the secrets out of one of the engine's answers. */
  mask(json: unknown): unknown
}

/** Writes all that a live source tells into a folder, and beside it the referee: inspect output and each tool's raw output of the same moment. */
export async function writeRecording(source: HostSource, folder: string, options: RecordingOptions): Promise<void> {
  const { mask, name } = options
  const recordedAt = Date.now()
  const { engine, kernel } = await readEverything(source)
  const masked = maskEngine(engine, mask)
  const referee = join(folder, refereeFolder)
  await rm(referee, { recursive: true, force: true })
  await mkdir(referee, { recursive: true })
  const about: RecordingAbout = { format: recordingFormat, name, recordedAt, endpoint: source.endpoint }
  await writeJson(join(folder, recordingFile.about), about)
  await writeJson(join(folder, recordingFile.engine), masked)
  await writeJson(join(folder, recordingFile.kernel), kernel)
  for (const [kind, answers, read] of [
    ['container', masked.containerById, source.engine.readContainer],
    ['network', masked.networkById, source.engine.readNetwork],
  ] as const) {
    for (const id of Object.keys(answers)) {
      const answer = await read(id)
      if (answer.ok) await writeJson(join(referee, `${kind}-${id.slice(0, 12)}.json`), mask(answer.value))
    }
  }
  for (const [kind, read] of [
    ['nodes', source.engine.readNodes],
    ['services', source.engine.readServices],
    ['tasks', () => source.engine.readTasks('service')],
    ['attachments', () => source.engine.readTasks('attachment')],
  ] as const) {
    const answer = masked[kind] && (await read())
    if (answer?.ok) await writeJson(join(referee, `${kind}.json`), answer.value.map(mask))
  }
  for (const ref of kernel.namespaces.ok ? kernel.namespaces.value : []) {
    const outputs = await readReferee(ref, toolPath(process.env.PATH))
    if (outputs !== null) await writeJson(join(referee, `namespace-${ref.inode}.json`), outputs)
  }
}

function maskEngine(engine: RecordedEngine, mask: (json: unknown) => unknown): RecordedEngine {
  const maskAnswer = (answer: RecordedEngine['info']): RecordedEngine['info'] =>
    answer.ok ? { ...answer, value: mask(answer.value) } : answer
  const maskList = (answer: RecordedEngine['networks']): RecordedEngine['networks'] =>
    answer.ok ? { ...answer, value: answer.value.map(mask) } : answer
  const maskEach = (answers: RecordedEngine['networkById']): RecordedEngine['networkById'] =>
    Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, maskAnswer(answer)]))
  return {
    version: engine.version,
    info: maskAnswer(engine.info),
    networks: maskList(engine.networks),
    networkById: maskEach(engine.networkById),
    containers: maskList(engine.containers),
    containerById: maskEach(engine.containerById),
    ...(engine.nodes && { nodes: maskList(engine.nodes) }),
    ...(engine.services && { services: maskList(engine.services) }),
    ...(engine.tasks && { tasks: maskList(engine.tasks) }),
    ...(engine.attachments && { attachments: maskList(engine.attachments) }),
  }
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value)}\n`)
}
