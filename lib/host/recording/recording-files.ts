import { z } from 'zod'
import { FailureCode } from '../../model/failure-code.ts'
import type { NamespacePart } from '../host-source.ts'

/** Raised when a recording of before can no longer be read. */
export const recordingFormat = 1

/** `recording.json`, `engine.json`, `kernel.json`; beside them `referee/` with the raw output of each tool. */
export const recordingFile = { about: 'recording.json', engine: 'engine.json', kernel: 'kernel.json' } as const
export const refereeFolder = 'referee'

const failedAnswer = z.object({
  ok: z.literal(false),
  source: z.string(),
  code: FailureCode,
  reason: z.string(),
  readAt: z.number(),
})

const missed = z.object({ source: z.string(), code: FailureCode, reason: z.string() })

const answerOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      value,
      source: z.string(),
      readAt: z.number(),
      missed: z.array(missed).exactOptional(),
    }),
    failedAnswer,
  ])

export const RecordingAbout = z.object({
  format: z.literal(recordingFormat),
  name: z.string(),
  recordedAt: z.number(),
  endpoint: z.string(),
})
export type RecordingAbout = z.infer<typeof RecordingAbout>

const engineVersion = z.object({
  version: z.string(),
  apiVersion: z.string(),
  maxApiVersion: z.string(),
  minApiVersion: z.string().nullable(),
  operatingSystem: z.string(),
})

/** Answers of the engine, secrets masked; single objects by the id they were asked for. */
export const RecordedEngine = z.object({
  version: answerOf(engineVersion),
  info: answerOf(z.unknown()),
  networks: answerOf(z.array(z.unknown())),
  networkById: z.record(z.string(), answerOf(z.unknown())),
  containers: answerOf(z.array(z.unknown())),
  containerById: z.record(z.string(), answerOf(z.unknown())),
  /** Of a swarm's manager alone. */
  nodes: answerOf(z.array(z.unknown())).exactOptional(),
  services: answerOf(z.array(z.unknown())).exactOptional(),
  tasks: answerOf(z.array(z.unknown())).exactOptional(),
  attachments: answerOf(z.array(z.unknown())).exactOptional(),
})
export type RecordedEngine = z.infer<typeof RecordedEngine>

const namespaceRef = z.object({
  inode: z.number().int(),
  files: z.array(z.string()),
  pids: z.array(z.number().int()),
  isHost: z.boolean(),
})
const partText = z.discriminatedUnion('state', [
  z.object({ state: z.literal('read'), text: z.string() }),
  z.object({ state: z.literal('skipped') }),
  z.object({ state: z.literal('failed'), code: FailureCode, reason: z.string() }),
])

/** Parts that recordings of before lack. */
const laterPart = partText.default({ state: 'skipped' })
const namespaceText = z.object({
  links: partText,
  addresses: partText,
  routes4: partText,
  routes6: partText,
  rules4: partText,
  rules6: partText,
  neighbours: partText,
  proxyNeighbours: partText,
  fdb: partText,
  vlans: partText,
  netnsIds: partText,
  iptables: partText,
  ip6tables: partText,
  iptablesLegacy: partText,
  ip6tablesLegacy: partText,
  nft: partText,
  sockets: partText,
  ipvs: partText,
  trafficFilters: laterPart,
  transformPolicies: laterPart,
  transformStates4: laterPart,
  transformStates6: laterPart,
  sysctls: partText,
} satisfies Record<NamespacePart, z.ZodType>)

/** Texts of the kernel: namespaces by inode, files by path. */
export const RecordedKernel = z.object({
  hostFacts: answerOf(
    z.object({
      hostname: z.string(),
      kernel: z.string(),
      bootId: z.string().nullable(),
      machineId: z.string().nullable(),
    }),
  ),
  namespaces: answerOf(z.array(namespaceRef)),
  namespaceByInode: z.record(z.string(), answerOf(namespaceText)),
  fileByPath: z.record(z.string(), answerOf(z.string())),
})
export type RecordedKernel = z.infer<typeof RecordedKernel>
