import Dockerode from 'dockerode'
import type { FailureCode } from '../../model/failure-code.ts'
import type { Answer, EngineReads, EngineVersion } from '../host-source.ts'
import type { Endpoint } from './endpoint.ts'
import { EngineAgent } from './engine-agent.ts'
import { EngineFailure } from './engine-failure.ts'
import { GetOnlyModem } from './get-only-modem.ts'
import { negotiateVersion } from './negotiate-version.ts'
import { watchEvents } from './watch-events.ts'

export type EngineClient = { reads: EngineReads; close(): void }
export type EngineLimits = { deadlineMs: number; maxBytes: number }

/** All that Portolan ever asks of an engine: dockerode's calls over a modem that can do nothing but these GETs. */
export function createEngineClient(endpoint: Endpoint, limits: EngineLimits): EngineClient {
  const { target, label } = endpoint
  const agent = new EngineAgent(target)
  const streamAgent = new EngineAgent(target)
  const basePath = target.kind === 'tcp' ? target.basePath : ''
  const hostname = target.kind === 'tcp' ? target.host : 'docker'
  const modem = new GetOnlyModem({ agent, streamAgent, basePath, hostname, label, ...limits })
  // dockerode takes a modem of one's own, but its types do not know that.
  const settings: Dockerode.DockerOptions & { modem: GetOnlyModem } = { modem }
  const docker = new Dockerode(settings)

  async function readVersion(): Promise<Answer<EngineVersion>> {
    return ask('GET /version', async () => {
      const version = negotiateVersion(await docker.version())
      modem.version = `v${version.apiVersion}`
      return version
    })
  }

  /** Every call but the first has a version: an engine may have gone that was never asked for it. */
  async function versioned<T>(source: string, call: () => Promise<unknown>, check: (value: unknown) => T) {
    if (modem.version === null) {
      const version = await readVersion()
      if (!version.ok) return { ...version, source }
    }
    return ask(source, async () => check(await call()))
  }

  const reads: EngineReads = {
    readVersion,
    readInfo: () => versioned('GET /info', () => docker.info(), requireObject),
    readNetworks: () => versioned('GET /networks', () => docker.listNetworks(), requireArray),
    readNetwork: (id) => versioned(`GET /networks/${id}`, () => docker.getNetwork(id).inspect(), requireObject),
    readContainers: () =>
      versioned('GET /containers/json?all=1', () => docker.listContainers({ all: true }), requireArray),
    readContainer: (id) =>
      versioned(`GET /containers/${id}/json`, () => docker.getContainer(id).inspect(), requireObject),
    readNodes: () => versioned('GET /nodes', () => docker.listNodes(), requireArray),
    readServices: () => versioned('GET /services', () => docker.listServices(), requireArray),
    readTasks: (runtime) =>
      runtime === 'service'
        ? versioned('GET /tasks', () => docker.listTasks(), requireArray)
        : versioned(attachmentsSource, () => docker.listTasks({ filters: attachmentsOnly }), requireArray),
    watchEvents(handlers, sinceNano) {
      const onClose = (reason: string, code?: FailureCode) => {
        // Another engine than the one that the version was settled with may not speak it: without one, each takes the request.
        if (code === 'engine-refused') modem.version = null
        handlers.onClose(reason, code)
      }
      return watchEvents(docker, { ...handlers, onClose }, sinceNano ?? null)
    },
  }
  return {
    reads,
    close() {
      agent.destroy()
      streamAgent.destroy()
    },
  }
}

const attachmentsSource = 'GET /tasks?filters={"runtime":["attachment"]}'
const attachmentsOnly = { runtime: ['attachment'] }

async function ask<T>(source: string, call: () => Promise<T>): Promise<Answer<T>> {
  try {
    const value = await call()
    return { ok: true, value, source, readAt: Date.now() }
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error
    return { ok: false, source, code: error.code, reason: error.message, readAt: Date.now() }
  }
}

function requireObject(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new EngineFailure('bad-answer', `the engine answered with ${nameKind(value)} where an object is due`)
}

function requireArray(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw new EngineFailure('bad-answer', `the engine answered with ${nameKind(value)} where a list is due`)
}

function nameKind(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`
}
