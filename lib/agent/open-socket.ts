import { chmod, chown, lstat, unlink } from 'node:fs/promises'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { dirname } from 'node:path'

export type SocketPlan = { path: string; mode: number; group: number | null }
export type Opened = { ok: true } | { ok: false; reason: string }

/** Longest path that a Unix socket address holds on Linux. */
const pathLimit = 107

/** Listens on a Unix socket that only its owner and one group may use. A socket that nobody answers on any more is replaced. */
export async function openSocket(server: Server, { path, mode, group }: SocketPlan): Promise<Opened> {
  if (Buffer.byteLength(path) > pathLimit)
    return { ok: false, reason: `the socket path ${path} is longer than ${pathLimit} bytes` }
  const way = await clearWay(path)
  if (!way.ok) return way
  const listening = await listen(server, path)
  if (!listening.ok) return listening
  try {
    if (group !== null) await chown(path, process.getuid?.() ?? 0, group)
    await chmod(path, mode)
  } catch (error) {
    server.close()
    return { ok: false, reason: `the rights of the socket ${path} cannot be set: ${messageOf(error)}` }
  }
  return { ok: true }
}

async function clearWay(path: string): Promise<Opened> {
  const folder = await lstat(dirname(path)).catch(() => null)
  if (!folder) return { ok: false, reason: `the folder ${dirname(path)} of the socket does not exist` }
  const there = await lstat(path).catch(() => null)
  if (!there) return { ok: true }
  if (!there.isSocket()) return { ok: false, reason: `${path} is there and is not a socket` }
  if (await answers(path)) return { ok: false, reason: `another agent serves the socket ${path}` }
  await unlink(path)
  return { ok: true }
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const dialling = connect(path)
    dialling.on('connect', () => {
      dialling.destroy()
      resolve(true)
    })
    dialling.on('error', () => resolve(false))
  })

/** The mask keeps the socket from others even between its making and `chmod`. */
function listen(server: Server, path: string): Promise<Opened> {
  return new Promise((resolve) => {
    const before = process.umask(0o177)
    server.once('error', (error) =>
      resolve({ ok: false, reason: `the socket ${path} cannot be opened: ${error.message}` }),
    )
    server.listen(path, () => resolve({ ok: true }))
    process.umask(before)
  })
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
