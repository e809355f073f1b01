import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FailureCode } from '../../model/failure-code.ts'
import { errorCode } from '../error-code.ts'
import type { Answer } from '../host-source.ts'

const maxBytes = 64 * 1024

/** A container's own resolv.conf, hosts or hostname, where an engine (or podman) keeps it: below a folder named by the container's id. */
const allowedPath = /^\/(?:[^/\0]+\/)*[0-9a-f]{64}\/(?:userdata\/)?(?:resolv\.conf|hosts|hostname)$/

/** The host's own; the first is a link on many hosts. */
const ofHost: ReadonlySet<string> = new Set(['/etc/resolv.conf', '/etc/hosts'])

/** Reads a file that the engine named, or one of the host's own two. No other kind of file is opened, and no link that the engine named is followed. */
export async function readHostFile(path: string): Promise<Answer<string>> {
  const fail = (code: FailureCode, reason: string): Answer<string> => {
    return { ok: false, source: path, code, reason, readAt: Date.now() }
  }
  const isOfHost = ofHost.has(path)
  if (!isOfHost && (!allowedPath.test(path) || path.split('/').some((name) => name === '..' || name === '.'))) {
    return fail('failed', 'not the path of a container’s resolv.conf, hosts or hostname file')
  }
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | (isOfHost ? 0 : constants.O_NOFOLLOW))
    try {
      if (!(await handle.stat()).isFile()) return fail('failed', `${path} is not a plain file`)
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(maxBytes + 1), 0, maxBytes + 1, 0)
      if (bytesRead > maxBytes) return fail('too-much', `${path} is larger than ${maxBytes / 1024} KiB`)
      return { ok: true, value: buffer.toString('utf8', 0, bytesRead), source: path, readAt: Date.now() }
    } finally {
      await handle.close()
    }
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return fail('gone', `${path} does not exist`)
    if (code === 'EACCES') return fail('no-right', `no right to read ${path}`)
    return fail('failed', `${path}: ${code}`)
  }
}
