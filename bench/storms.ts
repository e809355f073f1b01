import { Agent, request } from 'node:http'
import { z } from 'zod'
import { tellEngine } from '../e2e/lab/engine-request.ts'
import { hostSocket } from '../e2e/lab/lab-paths.ts'
import type { Aim } from './print-figure.ts'

/** Something quick that a caller can have the engine do again and again, each time with an event. */
export type Storm = { name: string; path(caller: number): string; body: string; aim: Aim }

const callers = 8
const kept: Aim = { atLeast: 0.95 }
const created = z.object({ Id: z.string() })

/** One container a caller, out of the way of the others: what exists only for the storms. */
export async function makeStorms(host: string): Promise<{ storms: Storm[]; remove(): Promise<void> }> {
  const ids: string[] = []
  for (let caller = 0; caller < callers; caller++) {
    const body = { Image: 'shop/web:1', Cmd: ['sleep', '86400'], HostConfig: { NetworkMode: 'none' } }
    const { Id } = created.parse(JSON.parse(await tellEngine(host, '/containers/create', { method: 'POST', body })))
    await tellEngine(host, `/containers/${Id}/start`, { method: 'POST' })
    ids.push(Id)
  }
  // An engine refuses the name that a container has already.
  const names = ids.map(() => 0)
  const nextName = (caller: number) => {
    const turn = (names[caller] ?? 0) + 1
    names[caller] = turn
    return `storm-${caller}-${turn % 2}`
  }
  const storms: Storm[] = [
    {
      name: 'tag',
      path: (caller) => `/images/shop%2Fweb:1/tag?repo=storm%2Fcaller${caller}&tag=1`,
      body: '',
      aim: kept,
    },
    {
      name: 'exec',
      path: (caller) => `/containers/${ids[caller]}/exec`,
      body: JSON.stringify({ Cmd: ['true'] }),
      aim: kept,
    },
    {
      name: 'rename',
      path: (caller) => `/containers/${ids[caller]}/rename?name=${nextName(caller)}`,
      body: '',
      aim: null,
    },
  ]
  return {
    storms,
    async remove() {
      for (const id of ids) await tellEngine(host, `/containers/${id}?force=1`, { method: 'DELETE' })
      for (let caller = 0; caller < callers; caller++) {
        await tellEngine(host, `/images/storm%2Fcaller${caller}:1`, { method: 'DELETE' })
      }
    },
  }
}

/** Has all callers do it for so long; how many times a second the engine did. */
export async function runStorm(host: string, storm: Storm, milliseconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: callers })
  const start = performance.now()
  let done = 0
  async function call(caller: number): Promise<void> {
    while (performance.now() - start < milliseconds) {
      await post(agent, hostSocket(host), storm.path(caller), storm.body)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)))
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return done / seconds
}

function post(agent: Agent, socketPath: string, path: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asked = request({ agent, socketPath, path, method: 'POST', headers }, (answer) => {
      answer.on('error', reject)
      answer.on('end', () => {
        if (answer.statusCode !== undefined && answer.statusCode < 300) resolve()
        else reject(new Error(`POST ${path} answered ${answer.statusCode}`))
      })
      answer.resume()
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
