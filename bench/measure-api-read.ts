import { hostSocket } from '../e2e/lab/lab-paths.ts'
import { forEachLimited } from '../lib/collect/for-each-limited.ts'
import type { Answer, HostSource } from '../lib/host/host-source.ts'
import { openLiveSource } from '../lib/host/open-live-source.ts'
import { findId } from './find-id.ts'
import { printFigure } from './print-figure.ts'
import { median } from './quantile.ts'
import { openRawEngine, type RawEngine } from './raw-engine.ts'

const rounds = 31
const concurrency = 8

/** A full read of lists and inspects through Portolan's client, against the same GETs sent raw. */
export async function measureApiRead(host: string): Promise<void> {
  const socket = hostSocket(host)
  const source = await openLiveSource({ dockerHost: `unix://${socket}` })
  const version = need(await source.engine.readVersion())
  const raw = openRawEngine(socket, version.apiVersion, concurrency)
  const own: number[] = []
  const bare: number[] = []
  try {
    await readThrough(source)
    await readRaw(raw)
    for (let round = 0; round < rounds; round++) {
      const ownFirst = round % 2 === 0
      if (ownFirst) own.push(await timed(() => readThrough(source)))
      bare.push(await timed(() => readRaw(raw)))
      if (!ownFirst) own.push(await timed(() => readThrough(source)))
    }
  } finally {
    raw.close()
    await source.close()
  }
  printFigure('api_read_ms', median(own))
  printFigure('api_read_raw_ms', median(bare))
  printFigure('api_read_ratio', median(own) / median(bare), { atMost: 1.1 })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function readThrough({ engine }: HostSource): Promise<void> {
  const [networks, containers] = await Promise.all([engine.readNetworks(), engine.readContainers()])
  const reads = [
    ...need(networks).map((entry) => () => engine.readNetwork(findId(entry))),
    ...need(containers).map((entry) => () => engine.readContainer(findId(entry))),
  ]
  await forEachLimited(reads, concurrency, async (read) => {
    need(await read())
  })
}

async function readRaw(raw: RawEngine): Promise<void> {
  const [networks, containers] = await Promise.all([raw.get('/networks'), raw.get('/containers/json?all=1')])
  const paths = [
    ...list(networks).map((entry) => `/networks/${findId(entry)}`),
    ...list(containers).map((entry) => `/containers/${findId(entry)}/json`),
  ]
  await forEachLimited(paths, concurrency, async (path) => {
    await raw.get(path)
  })
}

function need<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  throw new Error(`${answer.source}: ${answer.reason}`)
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw new Error('the engine answered with no list')
}
