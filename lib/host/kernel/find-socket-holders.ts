import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setImmediate as giveWay } from 'node:timers/promises'
import { errorCode } from '../error-code.ts'

/** A process that holds a socket, and by which of its descriptors. */
export type SocketHolder = { inode: string; name: string; pid: string; fd: string }

const processesAtATime = 40

/** By inode of the socket: the lowest process that holds it. Looks through all processes, and gives way between handfuls of them. */
export async function findSocketHolders(): Promise<Map<string, SocketHolder>> {
  const holders = new Map<string, SocketHolder>()
  const pids = readdirSync('/proc')
    .filter((name) => /^[1-9]\d*$/.test(name))
    .sort((left, right) => Number(left) - Number(right))
  for (const [index, pid] of pids.entries()) {
    if (index % processesAtATime === processesAtATime - 1) await giveWay()
    let name: string | null = null
    for (const fd of unlessVanished(() => readdirSync(`/proc/${pid}/fd`)) ?? []) {
      const inode = readSocket(pid, fd)
      if (inode === null || holders.has(inode)) continue
      name ??= readName(pid)
      holders.set(inode, { inode, name, pid, fd })
    }
  }
  return holders
}

/** Whether that process still holds that socket. */
export function stillHolds({ inode, pid, fd }: SocketHolder): boolean {
  return readSocket(pid, fd) === inode
}

function readSocket(pid: string, fd: string): string | null {
  const link = unlessVanished(() => readlinkSync(`/proc/${pid}/fd/${fd}`))
  return link?.startsWith('socket:[') ? link.slice(8, -1) : null
}

function readName(pid: string): string {
  const name = unlessVanished(() => readFileSync(`/proc/${pid}/comm`, 'utf8')) ?? ''
  return name.replace(/["\\\p{Cc}]/gu, '').trim()
}

/** Null for a process or descriptor that is gone by now, or that may not be looked into (CAP_SYS_PTRACE). */
function unlessVanished<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return null
    throw error
  }
}
