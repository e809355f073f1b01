import { lookup } from 'node:dns/promises'
import { hostname, networkInterfaces, release } from 'node:os'
import { z } from 'zod'
import type { EngineReads } from '../host-source.ts'
import type { Endpoint } from './endpoint.ts'
import { isSameKernelRelease } from './is-same-kernel-release.ts'

const patienceMs = 2_000
const Info = z.object({ KernelVersion: z.string().min(1), Name: z.string().nullish() })

/**
 * Why this machine's kernel is not the one that the engine's networks live in; null where it is, as far as can be told. An address may lead to
 * another machine, one of this machine too where a tunnel begins there, and a socket of this one into a virtual machine, which runs a kernel of its own.
 */
export async function findEnginePlace(
  { target, label }: Endpoint,
  { readInfo }: Pick<EngineReads, 'readInfo'>,
): Promise<string | null> {
  if (target.kind !== 'unix' && !(await isThisMachine(target.host))) {
    return `the engine at ${label} is on another machine, whose kernel cannot be seen from ${hostname()}`
  }
  const told = await askMachine(readInfo)
  if (told === null) return null
  if (!isSameKernelRelease(told.KernelVersion, release()))
    return `the engine at ${label} runs on Linux ${told.KernelVersion}, ${hostname()} on ${release()}: its networks are in another machine or a virtual one`
  if (target.kind === 'unix' || !told.Name || told.Name === hostname()) return null
  return `the engine at ${label} runs on ${told.Name}, another machine than ${hostname()}, which cannot see that kernel`
}

async function isThisMachine(host: string): Promise<boolean> {
  if (host === 'localhost' || host === hostname()) return true
  const own = new Set(Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)))
  // A name that only ssh's own configuration knows is found nowhere here.
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.some(({ address }) => own.has(address) || /^(127\.|::1$)/.test(address))
}

/** What the engine says of the machine that it runs on; null where it does not say it soon. */
async function askMachine(readInfo: EngineReads['readInfo']): Promise<z.infer<typeof Info> | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs)
  })
  const answer = await Promise.race([readInfo(), late])
  clearTimeout(timer)
  const info = Info.safeParse(answer?.ok ? answer.value : null)
  return info.success ? info.data : null
}
